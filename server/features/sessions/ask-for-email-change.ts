import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { emailChangeHours } from '../../../contract/email-change.ts';
import { parseEmailAddress } from '../../../contract/email-address.ts';
import { AppError, refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Links } from '../../platform/links.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { mailWait } from '../mails/mail-wait.ts';
import { queueMails } from '../mails/queue-mails.ts';
import type { Actor } from './actor.ts';
import { findCredentials } from './find-credentials.ts';
import { voidEmailChange } from './void-pending-links.ts';

export interface EmailChangeParts {
  readonly jobs: Jobs;
  readonly links: Links;
}

/**
 * Sends a link to the old address and one to the new. Nothing changes until both were used: a thief of the session
 * lacks the old mailbox, a mistyped address lacks an owner who answers.
 * @param email as the contract normalised it
 * @throws {AppError} not_acceptable, too_many_requests
 */
export async function askForEmailChange(
  tx: Tx,
  { jobs, links }: EmailChangeParts,
  actor: Actor,
  email: string,
): Promise<void> {
  const { organizationId } = tx;
  const { accountId, language } = actor;
  const wait = await mailWait(tx, accountId);
  if (wait > 0) throw new AppError('too_many_requests', { retryAfter: wait });
  const taken = await findCredentials(tx, email);
  if (taken) throw refuseField('email', taken.accountId === accountId ? 'email.same' : 'account.email_taken');
  await voidEmailChange(tx, accountId);
  const id = randomUUIDv7();
  await tx
    .insertInto('emailChange')
    .values({
      organizationId,
      id,
      accountId,
      email,
      emailCanonical: canonicalOf(email),
      nonce: randomBytes(32),
      keyId: links.keyId,
      expiresAt: sql<Date>`now() + make_interval(hours => ${emailChangeHours})`,
    })
    .execute();
  const about = { accountId, language, aboutId: id, generation: 1 };
  await queueMails(tx, jobs, [
    { ...about, kind: 'email_change_old' },
    { ...about, kind: 'email_change_new', recipient: email },
  ]);
  const subject = { type: 'account', id: accountId } as const;
  await recordActivity(tx, actor.origin, [
    { action: 'email.change_asked', actorId: accountId, subject, fields: ['email'] },
  ]);
}

function canonicalOf(email: string): string {
  const parsed = parseEmailAddress(email);
  if (!parsed.ok) throw refuseField('email', `email.${parsed.reason}`);
  return parsed.canonical;
}
