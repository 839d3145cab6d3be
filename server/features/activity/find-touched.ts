import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** Of these accounts those about which somebody did something that stands in the activity by itself. */
export async function findTouched(tx: Tx, accountIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select asked as id from unnest(${accountIds}::uuid[]) as asked
    where exists (select from activity e where e.organization_id = ${tx.organizationId} and e.person_id = asked
      and e.actor_id is not null)`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}
