import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** Ends all live sessions of these accounts, at once for every process (P15). @param except one that stays */
export async function endSessions(tx: Tx, accountIds: readonly string[], except?: string): Promise<void> {
  let sessions = tx
    .updateTable('session')
    .set({ endedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', 'in', accountIds)
    .where('endedAt', 'is', null);
  if (except !== undefined) sessions = sessions.where('id', '!=', except);
  await sessions.execute();
}

export async function endSession(tx: Tx, sessionId: string): Promise<void> {
  await tx
    .updateTable('session')
    .set({ endedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', sessionId)
    .where('endedAt', 'is', null)
    .execute();
}
