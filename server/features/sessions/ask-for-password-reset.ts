import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { withOrganization } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Limits } from '../../platform/limits.ts';
import type { Links } from '../../platform/links.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { mailWait } from '../mails/mail-wait.ts';
import { queueMails } from '../mails/queue-mails.ts';
import { findOrganization } from '../organizations/find-organization.ts';
import { findCredentials } from './find-credentials.ts';
import type { Credentials } from './find-credentials.ts';

export interface AskForResetParts {
  readonly db: Db;
  readonly limits: Limits;
  readonly jobs: Jobs;
  readonly links: Links;
}

/** Minutes that a reset link lives (P8). */
export const resetMinutes = 60;

const answerMs = 100;

/**
 * Sends a link to the stored address of an active account. Whoever asks learns nothing: the same answer, and
 * nearly the same work, whether or not there is such an account (P11). An invited account gets none: only its
 * invitation sets a first password (T1).
 * @throws {AppError} organization_needed, too_many_requests
 */
export async function askForPasswordReset(
  { db, limits, jobs, links }: AskForResetParts,
  request: { readonly organization?: string | undefined; readonly login: string },
  origin: Origin,
): Promise<void> {
  const organizationId = await findOrganization(db, request.organization);
  await limits.publicCall(origin.ip, 'reset');
  if (organizationId === undefined) return;
  // Whether a mail was queued shows in no answer's time: each takes longer than the queueing does.
  const inAnyCase = sleep(answerMs);
  await withOrganization(db, organizationId, async (tx) => {
    const found = await findCredentials(tx, request.login);
    // Asked for nobody too, so that the time tells nothing.
    const wait = await mailWait(tx, found?.accountId ?? organizationId);
    if (found?.state === 'active' && wait === 0) await issueReset(tx, { jobs, links }, found, origin);
  });
  await inAnyCase;
}

async function issueReset(
  tx: Tx,
  { jobs, links }: Pick<AskForResetParts, 'jobs' | 'links'>,
  { accountId, language }: Credentials,
  origin: Origin,
): Promise<void> {
  const { organizationId } = tx;
  await tx
    .updateTable('passwordReset')
    .set({ voidedAt: sql`now()` })
    .where('organizationId', '=', organizationId)
    .where('accountId', '=', accountId)
    .where('usedAt', 'is', null)
    .where('voidedAt', 'is', null)
    .execute();
  const id = randomUUIDv7();
  const expiresAt = sql<Date>`now() + make_interval(mins => ${resetMinutes})`;
  const row = { organizationId, id, accountId, nonce: randomBytes(32), keyId: links.keyId, expiresAt };
  await tx.insertInto('passwordReset').values(row).execute();
  await queueMails(tx, jobs, [{ accountId, kind: 'password_reset', language, aboutId: id, generation: 1 }]);
  const subject = { type: 'account', id: accountId } as const;
  await recordActivity(tx, origin, [{ action: 'password.reset_asked', actorId: null, subject }]);
}
