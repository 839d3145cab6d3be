import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/**
 * Ends all live sessions of these accounts, at once for every process (P15).
 * @param except one that stays
 * @returns the ids of those that ended
 */
export async function endSessions(
  tx: Tx,
  accountIds: readonly string[],
  except?: string,
): Promise<readonly string[]> {
  let sessions = tx
    .updateTable('session')
    .set({ endedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', 'in', accountIds)
    .where('endedAt', 'is', null);
  if (except !== undefined) sessions = sessions.where('id', '!=', except);
  const ended = await sessions.returning('id').execute();
  return ended.map(({ id }) => id);
}

/** @returns false when the account has no such live session */
export async function endSession(
  tx: Tx,
  { accountId, sessionId }: { readonly accountId: string; readonly sessionId: string },
): Promise<boolean> {
  const ended = await tx
    .updateTable('session')
    .set({ endedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .where('id', '=', sessionId)
    .where('endedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return ended !== undefined;
}
