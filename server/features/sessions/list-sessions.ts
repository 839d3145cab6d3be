import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import { networkOf } from '../../platform/network-of.ts';
import type { Actor } from './actor.ts';
import { deviceOf } from './device-of.ts';
import { placeOf } from './place-of.ts';

interface SessionLine {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly ip: string | null;
  readonly userAgent: string | null;
}

/** Where the actor is signed in now: this session first, then those used last. */
export async function listSessions(tx: Tx, actor: Actor) {
  const { rows } = await sql<SessionLine>`
    select session.id, session.created_at, last_seen_at, expires_at, ip, user_agent
    from session join actor using (organization_id, account_id)
    where organization_id = ${tx.organizationId} and account_id = ${actor.accountId}
      and ended_at is null and expires_at > now()
      and last_seen_at + make_interval(secs => idle_seconds) > now()
      and case when stays and ${actor.permissions.size === 0}
        then session.created_at + make_interval(days => stay_signed_in_days) > now()
        else session.created_at + make_interval(hours => session_hours) > now()
          and last_seen_at + make_interval(mins => session_idle_minutes) > now() end
    order by session.id = ${actor.sessionId} desc, last_seen_at desc, session.id
    limit 200`.execute(tx);
  const here = networkOf(actor.origin.ip);
  return rows.map(({ ip, userAgent, ...line }) => ({
    id: line.id,
    device: deviceOf(userAgent),
    address: ip,
    place: ip === null ? null : placeOf(ip),
    sameNetwork: ip !== null && networkOf(ip) === here,
    createdAt: line.createdAt.toISOString(),
    lastSeenAt: line.lastSeenAt.toISOString(),
    expiresAt: line.expiresAt.toISOString(),
    current: line.id === actor.sessionId,
  }));
}
