import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { countCharacters } from '../../../contract/password-rules.ts';
import * as contract from '../../../contract/sessions.ts';
import { AppError } from '../../platform/app-error.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Db } from '../../platform/database.ts';
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
import type { Actor } from './actor.ts';
import { admit } from './admit.ts';
import { askForPasswordReset } from './ask-for-password-reset.ts';
import { changePassword } from './change-password.ts';
import { completePasswordReset } from './complete-password-reset.ts';
import { describeSession } from './describe-session.ts';
import { endSession } from './end-sessions.ts';
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
  readonly mail: 'smtp' | 'outbox';
  readonly publicUrl: URL;
}

/** Sets the cookie of a session that just began, and answers who is signed in by it. */
export async function answerWithSession(
  { db, mail, publicUrl }: Pick<SessionParts, 'db' | 'mail' | 'publicUrl'>,
  reply: FastifyReply,
  { cookie, cookieExpires }: StartedSession,
  origin: Origin,
) {
  const actor = await withOrganization(db, cookie.organizationId, (tx) => admit(tx, cookie, origin));
  setSessionCookie(reply, publicUrl, cookie, cookieExpires);
  return describeSession(actor, mail);
}

export function sessionRoutes(door: Door<Actor>, parts: SessionParts): void {
  door.handle(contract.getSession, async ({ actor }) => describeSession(actor, parts.mail));

  door.handleApart(contract.signIn, async ({ body, request, reply }) => {
    const origin = originOf(request);
    return answerWithSession(parts, reply, await signIn(parts, body, origin), origin);
  });

  door.handle(contract.signOut, async ({ tx, actor, reply }) => {
    await endSession(tx, actor.sessionId);
    const subject = { type: 'session', id: actor.sessionId } as const;
    await recordActivity(tx, actor.origin, [{ action: 'session.ended', actorId: actor.accountId, subject }]);
    clearSessionCookie(reply, parts.publicUrl);
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

  door.handleApart(contract.completePasswordReset, ({ body, request }) =>
    completePasswordReset(parts, body, originOf(request)),
  );

  door.handleApart(contract.changePassword, ({ body, actor }) => changePassword(parts, actor, body));

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
