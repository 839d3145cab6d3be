import { sql } from 'kysely';
import { freshMinutes } from '../../../contract/define-route.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import { permissionsInForce } from './actor.ts';
import type { Actor } from './actor.ts';
import type { Person } from './find-person.ts';
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
  const { secretHash, seenLongAgo, beyondUsual, expiresAt, hasFreshSignIn, ...facts } = row;
  const person = { ...facts, granted: new Set(row.granted) };
  const permissions = permissionsInForce(person);
  // Who came to administer since does not stay signed in for weeks either.
  if (beyondUsual && permissions.size > 0) throw new AppError('not_signed_in');
  if (seenLongAgo) await noteSeen(tx, cookie.sessionId);
  const session = { sessionId: cookie.sessionId, sessionExpiresAt: expiresAt, hasFreshSignIn };
  return { ...person, ...session, permissions, origin };
}

type SessionRow = Omit<Person, 'granted'> & {
  readonly hasFreshSignIn: boolean;
  readonly granted: readonly string[];
  readonly secretHash: Buffer;
  readonly expiresAt: Date;
  readonly seenLongAgo: boolean;
  readonly beyondUsual: boolean;
};

/** As text, because every request asks it: to put a built query together takes as long as to carry it out. */
async function findSession(tx: Tx, sessionId: string): Promise<SessionRow | undefined> {
  const { overall, idle } = lives.usual;
  const { rows } = await sql<SessionRow>`
    select secret_hash, expires_at, last_seen_at < now() - ${seenEvery}::interval as seen_long_ago,
      session.created_at + make_interval(secs => ${overall}) <= now()
        or last_seen_at + make_interval(secs => ${idle}) <= now() as beyond_usual,
      fresh_at + make_interval(mins => ${freshMinutes}) > now() as has_fresh_sign_in,
      organization_id, organization_name, organization_slug, time_zone, account_id, email, username, name, language,
      account_state, identity_state, personal_code, is_founder, granted
    from session join actor using (organization_id, account_id)
    where organization_id = ${tx.organizationId} and session.id = ${sessionId}
      and ended_at is null and expires_at > now()
      and last_seen_at + make_interval(secs => idle_seconds) > now() and account_state = 'active'`.execute(
    tx,
  );
  return rows[0];
}

async function noteSeen(tx: Tx, sessionId: string): Promise<void> {
  await tx
    .updateTable('session')
    .set({ lastSeenAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', sessionId)
    .execute();
}
