import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import { hashSecret } from './session-cookie.ts';
import type { SessionCookie } from './session-cookie.ts';

const hour = 3600;
const day = 24 * hour;

/** Lives in seconds (P14). */
export const lives = {
  usual: { overall: day, idle: hour },
  stay: { overall: 30 * day, idle: 30 * day },
} as const;

export interface StartedSession {
  readonly cookie: SessionCookie;
  /** Only for a session that outlives the browser. */
  readonly cookieExpires?: Date;
}

/** A new session with a new secret: whatever cookie the browser had before opens nothing of it (P13). */
export async function startSession(
  tx: Tx,
  accountId: string,
  origin: Origin,
  life: keyof typeof lives = 'usual',
): Promise<StartedSession> {
  const sessionId = randomUUIDv7();
  const secret = randomBytes(32).toString('base64url');
  const { overall, idle } = lives[life];
  const { expiresAt } = await tx
    .insertInto('session')
    .values({
      organizationId: tx.organizationId,
      id: sessionId,
      accountId,
      secretHash: hashSecret(secret),
      expiresAt: sql`now() + make_interval(secs => ${overall})`,
      idleSeconds: idle,
      ip: origin.ip,
      userAgent: origin.userAgent,
    })
    .returning('expiresAt')
    .executeTakeFirstOrThrow();
  const cookie = { organizationId: tx.organizationId, sessionId, secret };
  return { cookie, ...(life === 'stay' && { cookieExpires: expiresAt }) };
}
