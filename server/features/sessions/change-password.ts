import { randomUUIDv7 } from 'node:crypto';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Settle } from '../../platform/http/answer-once-apart.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { queueMails } from '../mails/queue-mails.ts';
import { acceptPassword } from './accept-password.ts';
import type { Actor } from './actor.ts';
import { endSessions } from './end-sessions.ts';
import { provePassword } from './prove-password.ts';
import type { ProofParts } from './prove-password.ts';
import { storePassword } from './store-password.ts';

export interface ChangePasswordParts extends ProofParts {
  readonly jobs: Jobs;
}

/**
 * Changes the password of who knows the old one; every other session ends, and a mail tells the owner.
 * @throws {AppError} not_acceptable, too_many_requests, overloaded
 */
export async function changePassword(
  parts: ChangePasswordParts,
  actor: Actor,
  {
    current,
    password,
    settle,
  }: { readonly current: string; readonly password: string; readonly settle: Settle },
): Promise<void> {
  const from = await provePassword(parts, actor, { password: current, path: 'current' });
  const about = [actor.email, actor.username, actor.organizationName];
  const hash = await acceptPassword(parts.hasher, { password, about });
  const replaced = { from, to: hash };
  await settle((tx) => replacePassword(tx, parts.jobs, actor, replaced));
}

/**
 * Whoever says again that they changed it shows that the new one is in force.
 * @throws {AppError} idempotency_key_reused, too_many_requests, overloaded
 */
export async function needsNewPassword(parts: ProofParts, actor: Actor, password: string): Promise<void> {
  try {
    await provePassword(parts, actor, { password, path: 'password' });
  } catch (error) {
    const isAnother = error instanceof AppError && error.code === 'not_acceptable';
    throw isAnother ? new AppError('idempotency_key_reused') : error;
  }
}

async function replacePassword(
  tx: Tx,
  jobs: Jobs,
  actor: Actor,
  hash: { from: string; to: string },
): Promise<void> {
  const { accountId, language, sessionId, origin } = actor;
  const unchanged = await tx
    .selectFrom('password')
    .select('hash')
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .where('hash', '=', hash.from)
    .forUpdate()
    .executeTakeFirst();
  if (!unchanged) throw new AppError('not_possible_now');
  await storePassword(tx, accountId, hash.to);
  await endSessions(tx, [accountId], sessionId);
  const subject = { type: 'account', id: accountId } as const;
  await recordActivity(tx, origin, [
    { action: 'password.changed', actorId: accountId, subject, fields: ['password'] },
  ]);
  await tellPasswordChanged(tx, jobs, { accountId, language });
}

/** Each change is told once, and is a mail of its own. */
export async function tellPasswordChanged(
  tx: Tx,
  jobs: Jobs,
  { accountId, language }: { readonly accountId: string; readonly language: string },
): Promise<void> {
  const data = { changedAt: new Date().toISOString() };
  const change = { aboutId: randomUUIDv7(), generation: 1 };
  await queueMails(tx, jobs, [{ accountId, kind: 'password_changed', language, ...change, data }]);
}
