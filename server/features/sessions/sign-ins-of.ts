import type { Tx } from '../../platform/database.ts';
import { deviceOf } from './device-of.ts';

/** Every session of an account, newest first: when, from where and with what. */
export async function signInsOf(tx: Tx, accountId: string) {
  const rows = await tx
    .selectFrom('session')
    .select(['createdAt', 'lastSeenAt', 'endedAt', 'ip', 'userAgent'])
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .orderBy('id', 'desc')
    .limit(10_000)
    .execute();
  return rows.map(({ userAgent, ...row }) => ({ ...row, ...deviceOf(userAgent) }));
}
