import { AppError } from '../../platform/app-error.ts';
import { withOrganization, withOrganizationAtOnce } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Limits } from '../../platform/limits.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { findOrganization } from '../organizations/find-organization.ts';
import type { MailServers } from '../organizations/mail-servers.ts';
import { permissionsInForce } from './actor.ts';
import { admitAll } from './admit.ts';
import { findSurroundings, sessionOf } from './describe-session.ts';
import { countedLogins, findCredentials } from './find-credentials.ts';
import type { Credentials } from './find-credentials.ts';
import { findPerson } from './find-person.ts';
import { noticeDevice } from './notice-device.ts';
import type { PasswordHasher } from './password-hash.ts';
import { newSession, writeSession } from './start-session.ts';
import type { StartedSession } from './start-session.ts';

export interface SignInParts {
  readonly db: Db;
  readonly hasher: PasswordHasher;
  readonly limits: Limits;
  readonly jobs: Jobs;
  readonly mailServers: MailServers;
}

/** A session that has begun, and who is signed in by it. */
type SignedIn = StartedSession & { readonly answer: ReturnType<typeof sessionOf> };

export interface SignInRequest {
  readonly organization?: string | undefined;
  readonly login: string;
  readonly password: string;
  readonly staySignedIn?: boolean | undefined;
}

/**
 * Signs in. An unknown login, an invited account and a wrong password take the same time and give the same
 * answer (P11); only who knows the password learns that an account is suspended.
 * @throws {AppError} wrong_credentials, organization_needed, account_suspended, too_many_requests, overloaded
 */
export async function signIn(parts: SignInParts, request: SignInRequest, origin: Origin): Promise<SignedIn> {
  const { db, hasher, limits } = parts;
  const organizationId = await findOrganization(db, request.organization);
  const found = await countAndFind(parts, { organizationId, login: request.login, ip: origin.ip });
  const matches =
    found && found.hash !== null
      ? await hasher.verify(found.hash, request.password)
      : await hasher.verifyNothing();
  if (organizationId === undefined) throw new AppError('wrong_credentials');
  if (!found || !matches) {
    // Noted for nobody too: the work, and so the time, is the same (P11).
    await noteRefusal(db, organizationId, { accountId: found?.accountId, origin });
    throw new AppError('wrong_credentials');
  }
  await limits.signInSucceeded(origin.ip, countedLogins(organizationId, found.email, found.username));
  const stronger =
    found.hash !== null && hasher.needsRehash(found.hash) ? await hasher.hash(request.password) : undefined;
  const bearer = { found, stronger, request, origin };
  try {
    return await withOrganization(db, organizationId, (tx) => admitBearer(tx, parts, bearer));
  } catch (error) {
    if (isSuspension(error)) await noteRefusal(db, organizationId, { accountId: found.accountId, origin });
    throw error;
  }
}

/** Whose login that is. The try is counted with the look-up, and judged before the password costs anything (P6). */
async function countAndFind(
  { db, limits }: Pick<SignInParts, 'db' | 'limits'>,
  { organizationId, login, ip }: { organizationId: string | undefined; login: string; ip: string },
): Promise<Credentials | undefined> {
  const [name = ''] = countedLogins(organizationId, login);
  const [tried, found] =
    organizationId === undefined
      ? [await limits.countTry(db, ip, name)]
      : await withOrganizationAtOnce(db, organizationId, (tx) =>
          Promise.all([limits.countTry(tx, ip, name), findCredentials(tx, login)]),
        );
  await limits.admitTry(tried);
  return found;
}

const isSuspension = (error: unknown) => error instanceof AppError && error.code === 'account_suspended';

async function noteRefusal(
  db: Db,
  organizationId: string,
  { accountId, origin }: { readonly accountId: string | undefined; readonly origin: Origin },
): Promise<void> {
  const subject =
    accountId === undefined
      ? ({ type: 'organization', id: organizationId } as const)
      : ({ type: 'account', id: accountId } as const);
  await withOrganizationAtOnce(db, organizationId, (tx) =>
    recordActivity(tx, origin, [{ action: 'session.refused', actorId: null, subject }]),
  );
}

interface Bearer {
  readonly found: Credentials;
  readonly stronger: string | undefined;
  readonly request: SignInRequest;
  readonly origin: Origin;
}

/**
 * Asks everything at once: what was begun for somebody who may not come in is undone.
 * @throws {AppError} wrong_credentials, account_suspended
 */
async function admitBearer(
  tx: Tx,
  { jobs, mailServers }: SignInParts,
  { found, stronger, request, origin }: Bearer,
): Promise<SignedIn> {
  const { accountId } = found;
  const wants = request.staySignedIn === true && (await mayStay(tx, accountId)) ? 'stay' : 'usual';
  const cookie = newSession(tx);
  const subject = { type: 'session', id: cookie.sessionId } as const;
  const act = { action: 'session.started', actorId: accountId, subject, personId: accountId } as const;
  const [current, session, [actor], surroundings] = await Promise.all([
    lockCredentials(tx, accountId),
    writeSession(tx, cookie, { accountId, origin, wants }),
    admitAll(tx, [{ cookie, origin }]),
    findSurroundings(tx, mailServers),
    stronger !== undefined && storeStronger(tx, accountId, stronger),
    noticeDevice(tx, jobs, found, origin),
    recordActivity(tx, origin, [act]),
  ]);
  if (current?.hash !== found.hash) throw new AppError('wrong_credentials');
  if (current.state !== 'active' || !actor) throw new AppError('account_suspended');
  return { ...session, answer: sessionOf(actor, surroundings) };
}

async function storeStronger(tx: Tx, accountId: string, hash: string): Promise<void> {
  await tx
    .updateTable('password')
    .set({ hash })
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .execute();
}

/** Who administers does not stay signed in for weeks (P14). */
async function mayStay(tx: Tx, accountId: string): Promise<boolean> {
  return permissionsInForce(await findPerson(tx, accountId)).size === 0;
}

/** Keeps a suspension or a change of password that runs at the same time before or after this. */
async function lockCredentials(tx: Tx, accountId: string) {
  return tx
    .selectFrom('account')
    .innerJoin('password', (join) =>
      join
        .onRef('password.organizationId', '=', 'account.organizationId')
        .onRef('password.accountId', '=', 'account.id'),
    )
    .select(['account.state', 'password.hash'])
    .where('account.organizationId', '=', tx.organizationId)
    .where('account.id', '=', accountId)
    .forUpdate()
    .executeTakeFirst();
}
