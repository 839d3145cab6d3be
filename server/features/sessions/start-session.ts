import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import { hashSecret } from './session-cookie.ts';
import type { SessionCookie } from './session-cookie.ts';

export interface StartedSession {
  readonly cookie: SessionCookie;
  /** Only for a session that outlives the browser. */
  readonly cookieExpires?: Date;
}

/** A new session with a new secret: whatever cookie the browser had before opens nothing of it (P13). */
export function startSession(tx: Tx, accountId: string, origin: Origin): Promise<StartedSession> {
  return writeSession(tx, newSession(tx), { accountId, origin, wants: 'usual' });
}

export function newSession({ organizationId }: Tx): SessionCookie {
  return { organizationId, sessionId: randomUUIDv7(), secret: randomBytes(32).toString('base64url') };
}

export async function writeSession(
  tx: Tx,
  cookie: SessionCookie,
  {
    accountId,
    origin,
    wants,
  }: { readonly accountId: string; readonly origin: Origin; readonly wants: 'usual' | 'stay' },
): Promise<StartedSession> {
  // The lifetimes are those of the settings (P14).
  const { rows } = await sql<{ expiresAt: Date; stays: boolean }>`
    insert into session (organization_id, id, account_id, secret_hash, expires_at, idle_seconds, stays, ip, user_agent)
    select organization_id, ${cookie.sessionId}, ${accountId}, ${hashSecret(cookie.secret)},
      now() + case when stays then make_interval(days => stay_signed_in_days) else make_interval(hours => session_hours) end,
      case when stays then stay_signed_in_days * 86400 else session_idle_minutes * 60 end,
      stays, ${origin.ip}, ${origin.userAgent}
    from organization_settings cross join lateral (
      select ${wants === 'stay'}::boolean and stay_signed_in_days > 0 as stays) as asked
    where organization_id = ${tx.organizationId}
    returning expires_at, stays`.execute(tx);
  const [begun] = rows;
  if (!begun) throw new Error('an organization without settings');
  const { expiresAt, stays } = begun;
  return { cookie, ...(stays && { cookieExpires: expiresAt }) };
}
