import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import { organizationSettings } from '../organizations/organization-settings.ts';
import type { OrganizationSettings } from '../organizations/organization-settings.ts';
import { hashSecret } from './session-cookie.ts';
import type { SessionCookie } from './session-cookie.ts';

export interface StartedSession {
  readonly cookie: SessionCookie;
  /** Only for a session that outlives the browser. */
  readonly cookieExpires?: Date;
}

/** Seconds, by the settings (P14). */
function usualLife({ sessionHours, sessionIdleMinutes }: OrganizationSettings) {
  return { overall: sessionHours * 3600, idle: sessionIdleMinutes * 60 };
}

function lifeOfStay({ staySignedInDays }: OrganizationSettings) {
  const overall = staySignedInDays * 86_400;
  return { overall, idle: overall };
}

/** A new session with a new secret: whatever cookie the browser had before opens nothing of it (P13). */
export async function startSession(
  tx: Tx,
  accountId: string,
  origin: Origin,
  wants: 'usual' | 'stay' = 'usual',
): Promise<StartedSession> {
  const sessionId = randomUUIDv7();
  const secret = randomBytes(32).toString('base64url');
  const settings = await organizationSettings(tx);
  const stays = wants === 'stay' && settings.staySignedInDays > 0;
  const { overall, idle } = stays ? lifeOfStay(settings) : usualLife(settings);
  const { expiresAt } = await tx
    .insertInto('session')
    .values({
      organizationId: tx.organizationId,
      id: sessionId,
      accountId,
      secretHash: hashSecret(secret),
      expiresAt: sql`now() + make_interval(secs => ${overall})`,
      idleSeconds: idle,
      stays,
      ip: origin.ip,
      userAgent: origin.userAgent,
    })
    .returning('expiresAt')
    .executeTakeFirstOrThrow();
  const cookie = { organizationId: tx.organizationId, sessionId, secret };
  return { cookie, ...(stays && { cookieExpires: expiresAt }) };
}
