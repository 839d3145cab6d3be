import type { Tx } from '../../platform/database.ts';

/** The keys that somebody made, newest first, never the keys themselves. */
export async function keysOf(tx: Tx, accountId: string) {
  return tx
    .selectFrom('apiKey')
    .select(['name', 'permissions', 'createdAt', 'expiresAt', 'lastUsedAt', 'revokedAt'])
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .orderBy('id', 'desc')
    .execute();
}
