import type { Tx } from '../../platform/database.ts';

/** When a session that lives was last used; null without one. */
export async function lastSeen(tx: Tx, accountId: string): Promise<Date | null> {
  const { at } = await tx
    .selectFrom('session')
    .select((expression) => expression.fn.max('lastSeenAt').as('at'))
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .executeTakeFirstOrThrow();
  return at;
}
