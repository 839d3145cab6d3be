import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** Takes registrations back whose people never joined and whom nobody has changed. @returns the accounts that are gone */
export async function withdrawRegistrations(
  tx: Tx,
  accountIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (accountIds.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select withdraw_accounts(${accountIds}::uuid[]) as id`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}
