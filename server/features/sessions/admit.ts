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

// Each request of a session proves that it is in use; writing it down once a minute is exact enough.
const seenEvery = '60 seconds';

/** What a request brings of its session; no cookie, or none of the right form, opens nothing. */
export interface Bearer {
  readonly cookie: SessionCookie | undefined;
  readonly origin: Origin;
}

/**
 * The actor behind each cookie, if its session lives: not ended, within its time and its idle time by the
 * database's clock, of an active account (P14, P15); else undefined. All cookies name the organization of `tx`.
 */
export async function admitAll(tx: Tx, bearers: readonly Bearer[]): Promise<(Actor | undefined)[]> {
  const ids = bearers.flatMap(({ cookie }) => (cookie ? [cookie.sessionId] : []));
  if (ids.length === 0) return bearers.map(() => undefined);
  const rows = new Map((await findSessions(tx, ids)).map((row) => [row.sessionId, row]));
  const admitted = bearers.map(({ cookie, origin }) => {
    const row = cookie && rows.get(cookie.sessionId);
    return row && secretMatches(cookie.secret, row.secretHash) ? actorOf(row, origin) : undefined;
  });
  const unseen = admitted.flatMap((actor) =>
    actor && rows.get(actor.sessionId)?.seenLongAgo ? [actor.sessionId] : [],
  );
  if (unseen.length > 0) await noteSeen(tx, unseen);
  return admitted;
}

/** @throws {AppError} not_signed_in */
export async function admit(tx: Tx, cookie: SessionCookie, origin: Origin): Promise<Actor> {
  const [actor] = await admitAll(tx, [{ cookie, origin }]);
  if (actor === undefined) throw new AppError('not_signed_in');
  return actor;
}

type SessionRow = Omit<Person, 'granted'> & {
  readonly sessionId: string;
  readonly hasFreshSignIn: boolean;
  readonly granted: readonly string[];
  readonly secretHash: Buffer;
  readonly expiresAt: Date;
  readonly seenLongAgo: boolean;
  readonly stays: boolean;
  /** By what the settings say now. */
  readonly beyondUsual: boolean;
  readonly beyondStay: boolean;
};

function actorOf(row: SessionRow, origin: Origin): Actor | undefined {
  const { secretHash, seenLongAgo, stays, beyondUsual, beyondStay, expiresAt, ...facts } = row;
  const person = { ...facts, granted: new Set(row.granted) };
  const permissions = permissionsInForce(person);
  // Who came to administer since does not stay signed in for weeks either.
  if (stays && permissions.size === 0 ? beyondStay : beyondUsual) return undefined;
  return { ...person, permissions, sessionExpiresAt: expiresAt, origin };
}

/** As text, because every request asks it: to put a built query together takes as long as to carry it out. */
async function findSessions(tx: Tx, ids: readonly string[]): Promise<readonly SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select session.id as session_id, secret_hash, expires_at,
      last_seen_at < now() - ${seenEvery}::interval as seen_long_ago,
      stays, session.created_at + make_interval(days => stay_signed_in_days) <= now() as beyond_stay,
      session.created_at + make_interval(hours => session_hours) <= now()
        or last_seen_at + make_interval(mins => session_idle_minutes) <= now() as beyond_usual,
      fresh_at + make_interval(mins => ${freshMinutes}) > now() as has_fresh_sign_in,
      organization_id, organization_name, organization_slug, time_zone, account_id, email, username, name, language,
      account_state, identity_state, personal_code, is_founder, granted,
      held_until
    from session join actor using (organization_id, account_id)
    where organization_id = ${tx.organizationId} and session.id = any(${ids}::uuid[])
      and ended_at is null and expires_at > now()
      and last_seen_at + make_interval(secs => idle_seconds) > now() and account_state = 'active'`.execute(
    tx,
  );
  return rows;
}

async function noteSeen(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx
    .updateTable('session')
    .set({ lastSeenAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
}
