import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** What each of these accounts is granted, `application:permission`, whatever the dates. */
export async function findHeld(
  tx: Tx,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  if (accountIds.length === 0) return new Map();
  const { rows } = await sql<{ accountId: string; held: string[] }>`
    select account_id, array_agg(application || ':' || permission) as held from permission_grant
    where organization_id = ${tx.organizationId} and account_id = any(${accountIds}::uuid[]) and ended_at is null
    group by account_id`.execute(tx);
  return new Map(rows.map(({ accountId, held }) => [accountId, new Set(held)]));
}
