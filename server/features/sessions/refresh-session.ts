import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { Actor } from './actor.ts';
import { hashSecret } from './session-cookie.ts';
import type { SessionCookie } from './session-cookie.ts';
import type { StartedSession } from './start-session.ts';

/**
 * Writes down that the password was given just now, and gives the session a new secret (P13, ruling 11): whoever
 * copied the old cookie has nothing of it. Of two at once one counts; the other's cookie is the old one by then.
 * @throws {AppError} not_signed_in
 */
export async function refreshSession(
  tx: Tx,
  { accountId, origin }: Actor,
  { sessionId, secret }: SessionCookie,
): Promise<StartedSession> {
  const fresh = randomBytes(32).toString('base64url');
  const session = await tx
    .updateTable('session')
    .set({ freshAt: sql`now()`, lastSeenAt: sql`now()`, secretHash: hashSecret(fresh) })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', sessionId)
    .where('secretHash', '=', hashSecret(secret))
    .where('endedAt', 'is', null)
    .returning(['expiresAt', 'stays'])
    .executeTakeFirst();
  if (!session) throw new AppError('not_signed_in');
  const subject = { type: 'session', id: sessionId } as const;
  await recordActivity(tx, origin, [{ action: 'session.confirmed', actorId: accountId, subject }]);
  const cookie = { organizationId: tx.organizationId, sessionId, secret: fresh };
  return { cookie, ...(session.stays && { cookieExpires: session.expiresAt }) };
}
