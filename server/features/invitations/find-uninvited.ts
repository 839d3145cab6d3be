import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** Of these accounts those that have no invitation under way. */
export async function findUninvited(tx: Tx, accountIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (accountIds.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select asked as id from unnest(${accountIds}::uuid[]) as asked
    where not exists (select from invitation i where i.organization_id = ${tx.organizationId} and i.account_id = asked
      and i.state not in ('accepted', 'revoked'))`.execute(tx);
  return new Set(rows.map((row) => row.id));
}
