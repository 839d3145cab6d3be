import { sql } from 'kysely';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Links } from '../../platform/links.ts';
import { mailWait } from '../mails/mail-wait.ts';
import { queueMails } from '../mails/queue-mails.ts';
import { recordEvents } from './record-events.ts';

export interface SendAgainParts {
  readonly jobs: Jobs;
  readonly links: Links;
}

/**
 * A new generation of the link, by mail to the stored address; the old link ends at commit (P9). Also for what was
 * revoked, bounced, expired or never sent: none of these is final, only `accepted` is.
 * @throws {AppError} not_possible_now when it was accepted, too_many_requests
 */
export async function sendAgain(
  tx: Tx,
  { jobs, links }: SendAgainParts,
  { id, actorId }: { readonly id: string; readonly actorId: string | null },
): Promise<void> {
  const renewed = await tx
    .updateTable('invitation')
    .set({
      state: 'queued',
      channel: 'email',
      generation: sql`generation + 1`,
      keyId: links.keyId,
      sendAt: null,
      expiresAt: sql`now() + make_interval(days => valid_days)`,
      changedAt: sql`now()`,
    })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .where('state', '!=', 'accepted')
    .where(accountStillInvited)
    .returning(['id', 'accountId', 'language', 'generation'])
    .executeTakeFirst();
  if (!renewed) throw new AppError('not_possible_now');
  const retryAfter = await mailWait(tx, renewed.accountId);
  if (retryAfter > 0) throw new AppError('too_many_requests', { retryAfter });
  await recordEvents(tx, [{ invitationId: id, kind: 'resent', actorId }]);
  await queueMails(tx, jobs, [{ ...renewed, kind: 'invitation', aboutId: id }]);
}

/** An account that joined, was suspended or closed by another way takes no link any more (T1, T11). */
export const accountStillInvited = sql<boolean>`exists (
  select from account where account.organization_id = invitation.organization_id
    and account.id = invitation.account_id and account.state = 'invited')`;
