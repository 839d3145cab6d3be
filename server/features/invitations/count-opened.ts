import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** How many of these accounts have opened their invitation. */
export async function countOpened(tx: Tx, accountIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from invitation
    where organization_id = ${tx.organizationId} and account_id = any(${accountIds}::uuid[]) and state = 'opened'`.execute(
    tx,
  );
  return rows[0]?.count ?? 0;
}
