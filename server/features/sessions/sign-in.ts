import { AppError } from '../../platform/app-error.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Limits } from '../../platform/limits.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { findOrganization } from '../organizations/find-organization.ts';
import type { MailServers } from '../organizations/mail-servers.ts';
import { permissionsInForce } from './actor.ts';
import { describeStarted } from './describe-session.ts';
import { countedLogins, findCredentials } from './find-credentials.ts';
import type { Credentials } from './find-credentials.ts';
import { findPerson } from './find-person.ts';
import { noticeDevice } from './notice-device.ts';
import type { PasswordHasher } from './password-hash.ts';
import { startSession } from './start-session.ts';
import type { StartedSession } from './start-session.ts';

export interface SignInParts {
  readonly db: Db;
  readonly hasher: PasswordHasher;
  readonly limits: Limits;
  readonly jobs: Jobs;
  readonly mailServers: MailServers;
}

/** A session that has begun, and who is signed in by it. */
type SignedIn = StartedSession & { readonly answer: Awaited<ReturnType<typeof describeStarted>> };

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
  const [login = ''] = countedLogins(organizationId, request.login);
  await limits.signInTried(origin.ip, login);
  const found =
    organizationId === undefined
      ? undefined
      : await withOrganization(db, organizationId, (tx) => findCredentials(tx, request.login));
  const matches =
    found && found.hash !== null
      ? await hasher.verify(found.hash, request.password)
      : await hasher.verifyNothing();
  if (organizationId === undefined) throw new AppError('wrong_credentials');
  if (!found || !matches) {
    // Noted for nobody too: the work, and so the time, is the same (P11).
    await withOrganization(db, organizationId, (tx) => noteRefusal(tx, found?.accountId, origin));
    throw new AppError('wrong_credentials');
  }
  await limits.signInSucceeded(origin.ip, countedLogins(organizationId, found.email, found.username));
  const stronger =
    found.hash !== null && hasher.needsRehash(found.hash) ? await hasher.hash(request.password) : undefined;
  const bearer = { found, stronger, request, origin };
  const session = await withOrganization(db, organizationId, (tx) => admitBearer(tx, parts, bearer));
  if (!session) throw new AppError('account_suspended');
  return session;
}

async function noteRefusal(tx: Tx, accountId: string | undefined, origin: Origin): Promise<void> {
  const subject =
    accountId === undefined
      ? ({ type: 'organization', id: tx.organizationId } as const)
      : ({ type: 'account', id: accountId } as const);
  await recordActivity(tx, origin, [{ action: 'session.refused', actorId: null, subject }]);
}

interface Bearer {
  readonly found: Credentials;
  readonly stronger: string | undefined;
  readonly request: SignInRequest;
  readonly origin: Origin;
}

/** @returns undefined when the account is suspended or closed */
async function admitBearer(
  tx: Tx,
  parts: SignInParts,
  { found, stronger, request, origin }: Bearer,
): Promise<SignedIn | undefined> {
  const { accountId } = found;
  // The lock keeps a suspension or a change of password that runs at the same time before or after this.
  const current = await lockCredentials(tx, accountId);
  if (current?.hash !== found.hash) throw new AppError('wrong_credentials');
  if (current.state !== 'active') {
    await noteRefusal(tx, accountId, origin);
    return undefined;
  }
  if (stronger !== undefined) {
    await tx
      .updateTable('password')
      .set({ hash: stronger })
      .where('organizationId', '=', tx.organizationId)
      .where('accountId', '=', accountId)
      .execute();
  }
  const stays = request.staySignedIn === true && (await mayStay(tx, accountId));
  const session = await startSession(tx, accountId, origin, stays ? 'stay' : 'usual');
  await noticeDevice(tx, parts.jobs, found, origin);
  const subject = { type: 'session', id: session.cookie.sessionId } as const;
  const started = { action: 'session.started', actorId: accountId, subject, personId: accountId } as const;
  await recordActivity(tx, origin, [started]);
  return { ...session, answer: await describeStarted(tx, parts, session, origin) };
}

/** Who administers does not stay signed in for weeks (P14). */
async function mayStay(tx: Tx, accountId: string): Promise<boolean> {
  return permissionsInForce(await findPerson(tx, accountId)).size === 0;
}

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
