import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** When each of these last used a session, ended ones included; who never had one is left out. */
export async function lastSeenOf(tx: Tx, accountIds: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await sql<{ id: string; at: Date | null }>`
    select wanted.id, (select max(s.last_seen_at) from session s
      where s.organization_id = ${tx.organizationId} and s.account_id = wanted.id) as at
    from unnest(${accountIds}::uuid[]) as wanted (id)`.execute(tx);
  return new Map(rows.flatMap(({ id, at }) => (at ? [[id, at] as const] : [])));
}
