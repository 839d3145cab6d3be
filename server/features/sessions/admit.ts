import { sql } from 'kysely';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import { permissionsInForce } from './actor.ts';
import type { Actor } from './actor.ts';
import { secretMatches } from './session-cookie.ts';
import type { SessionCookie } from './session-cookie.ts';
import { lives } from './start-session.ts';

// Each request of a session proves that it is in use; writing it down once a minute is exact enough.
const seenEvery = '60 seconds';

/**
 * The bearer of a cookie, if its session lives: not ended, within its time and its idle time by the database's
 * clock, of an active account (P14, P15).
 * @throws {AppError} not_signed_in
 */
export async function admit(tx: Tx, cookie: SessionCookie, origin: Origin): Promise<Actor> {
  const row = await findSession(tx, cookie.sessionId);
  if (!row || !secretMatches(cookie.secret, row.secretHash)) throw new AppError('not_signed_in');
  const { secretHash, seenLongAgo, beyondUsual, expiresAt, ...facts } = row;
  const person = { ...facts, granted: new Set(row.granted) };
  const permissions = permissionsInForce(person);
  // Who came to administer since does not stay signed in for weeks either.
  if (beyondUsual && permissions.size > 0) throw new AppError('not_signed_in');
  if (seenLongAgo) await noteSeen(tx, cookie.sessionId);
  return { ...person, permissions, sessionId: cookie.sessionId, sessionExpiresAt: expiresAt, origin };
}

async function findSession(tx: Tx, sessionId: string) {
  return tx
    .selectFrom('session')
    .innerJoin('actor', (join) =>
      join
        .onRef('actor.organizationId', '=', 'session.organizationId')
        .onRef('actor.accountId', '=', 'session.accountId'),
    )
    .select([
      'secretHash',
      'expiresAt',
      sql<boolean>`last_seen_at < now() - ${seenEvery}::interval`.as('seenLongAgo'),
      sql<boolean>`session.created_at + make_interval(secs => ${lives.usual.overall}) <= now()
        or last_seen_at + make_interval(secs => ${lives.usual.idle}) <= now()`.as('beyondUsual'),
    ])
    .select([
      'actor.organizationId',
      'organizationName',
      'organizationSlug',
      'timeZone',
      'actor.accountId',
      'email',
    ])
    .select([
      'username',
      'name',
      'language',
      'accountState',
      'identityState',
      'personalCode',
      'isFounder',
      'granted',
    ])
    .where('session.organizationId', '=', tx.organizationId)
    .where('session.id', '=', sessionId)
    .where('endedAt', 'is', null)
    .where(sql<boolean>`expires_at > now()`)
    .where(sql<boolean>`last_seen_at + make_interval(secs => idle_seconds) > now()`)
    .where('accountState', '=', 'active')
    .executeTakeFirst();
}

async function noteSeen(tx: Tx, sessionId: string): Promise<void> {
  await tx
    .updateTable('session')
    .set({ lastSeenAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', sessionId)
    .execute();
}
