import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { countCharacters } from '../../../contract/password-rules.ts';
import * as contract from '../../../contract/sessions.ts';
import { AppError } from '../../platform/app-error.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import { answerOnceApart } from '../../platform/http/answer-once-apart.ts';
import type { Door } from '../../platform/http/door.ts';
import { languageOf } from '../../platform/http/language-of.ts';
import { originOf } from '../../platform/http/origin.ts';
import type { Origin } from '../../platform/http/origin.ts';
import { textOf } from '../../platform/http/problem.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Limits } from '../../platform/limits.ts';
import type { Links } from '../../platform/links.ts';
import type { Texts } from '../../platform/texts.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { MailServers } from '../organizations/mail-servers.ts';
import type { Actor } from './actor.ts';
import { askForPasswordReset } from './ask-for-password-reset.ts';
import { changePassword, needsNewPassword } from './change-password.ts';
import { completePasswordReset, inspectPasswordReset } from './complete-password-reset.ts';
import { describeSession, describeStarted } from './describe-session.ts';
import { endSession, endSessions } from './end-sessions.ts';
import { listSessions } from './list-sessions.ts';
import type { PasswordHasher } from './password-hash.ts';
import { checkPassword } from './password-policy.ts';
import type { StrengthMeter } from './password-strength.ts';
import { provePassword } from './prove-password.ts';
import { refreshSession } from './refresh-session.ts';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './session-cookie.ts';
import { signIn } from './sign-in.ts';
import type { StartedSession } from './start-session.ts';
import { suggestPassphrase } from './suggest-passphrase.ts';

export interface SessionParts {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly links: Links;
  readonly limits: Limits;
  readonly hasher: PasswordHasher;
  readonly meter: StrengthMeter;
  readonly texts: Texts;
  readonly mailServers: MailServers;
  readonly publicUrl: URL;
}

/** Sets the cookie of a session that just began, and answers who is signed in by it. */
export async function answerWithSession(
  parts: Pick<SessionParts, 'db' | 'mailServers' | 'publicUrl'>,
  reply: FastifyReply,
  started: StartedSession,
  origin: Origin,
) {
  const session = await withOrganization(parts.db, started.cookie.organizationId, (tx) =>
    describeStarted(tx, parts, started, origin),
  );
  setSessionCookie(reply, parts.publicUrl, started.cookie, started.cookieExpires);
  return session;
}

export function sessionRoutes(door: Door<Actor>, parts: SessionParts): void {
  door.handle(contract.getSession, ({ tx, actor }) => describeSession(tx, actor, parts.mailServers));

  door.handleApart(contract.signIn, async ({ body, request, reply }) => {
    const { answer, cookie, cookieExpires } = await signIn(parts, body, originOf(request));
    setSessionCookie(reply, parts.publicUrl, cookie, cookieExpires);
    return answer;
  });

  door.handle(contract.signOut, async ({ tx, actor, reply }) => {
    await endSession(tx, actor);
    await recordEnded(tx, actor, [actor.sessionId]);
    clearSessionCookie(reply, parts.publicUrl);
  });

  door.handle(contract.listSessions, async ({ tx, actor }) => ({ items: await listSessions(tx, actor) }));

  door.handle(contract.endOneSession, async ({ tx, actor, params: { id: sessionId } }) => {
    const { accountId } = actor;
    if (!(await endSession(tx, { accountId, sessionId }))) throw new AppError('not_found');
    await recordEnded(tx, actor, [sessionId]);
  });

  door.handle(contract.endOtherSessions, async ({ tx, actor }) => {
    await recordEnded(tx, actor, await endSessions(tx, [actor.accountId], actor.sessionId));
  });

  door.handleApart(contract.confirmPassword, async ({ db, actor, body, request, reply }) => {
    await provePassword(parts, actor, { password: body.password, path: 'password' });
    const old = readSessionCookie(request, parts.publicUrl);
    if (!old) throw new AppError('not_signed_in');
    const session = await withOrganization(db, actor.organizationId, (tx) => refreshSession(tx, actor, old));
    setSessionCookie(reply, parts.publicUrl, session.cookie, session.cookieExpires);
  });

  door.handleApart(contract.askForPasswordReset, async ({ body, request }) => {
    await askForPasswordReset(parts, body, originOf(request));
    return {};
  });

  door.handleApart(contract.inspectPasswordReset, async ({ body }) => {
    const { person } = await inspectPasswordReset(parts, body.token);
    const { email, username, language } = person;
    return { organization: { name: person.organizationName }, email, username, language };
  });

  door.handleApart(contract.completePasswordReset, ({ body, request }) =>
    completePasswordReset(parts, body, originOf(request)),
  );

  door.handleApart(contract.changePassword, (call) => {
    const { db, body, actor } = call;
    return answerOnceApart(db, contract.changePassword, call, {
      // A digest of passwords could be guessed: a repeat has to show the new one instead.
      same: null,
      work: (settle) => changePassword(parts, actor, { ...body, settle }),
      restore: () => needsNewPassword(parts, actor, body.password),
    });
  });

  door.handleApart(contract.checkNewPassword, async ({ body, request }) => {
    await parts.limits.publicCall(request.ip, 'password_check');
    const t = parts.texts(languageOf(request, parts.texts));
    const problems = checkPassword(body.password, body.about ?? []);
    const { score } = await parts.meter.measure(body.password, body.about ?? []);
    return {
      score,
      length: countCharacters(body.password),
      problems: problems.map(({ code, values }) => ({ code, message: textOf(t, code, values) })),
    };
  });

  door.handleApart(contract.suggestPassphrase, async () => ({ passphrase: suggestPassphrase(randomBytes) }));
}

async function recordEnded(tx: Tx, { accountId, origin }: Actor, ids: readonly string[]): Promise<void> {
  const ended = ids.map((id) => ({ type: 'session', id }) as const);
  await recordActivity(
    tx,
    origin,
    ended.map((subject) => ({ action: 'session.ended', actorId: accountId, subject })),
  );
}
