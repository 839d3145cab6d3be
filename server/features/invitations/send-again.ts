import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Links } from '../../platform/links.ts';
import { dropMails } from '../mails/drop-mails.ts';
import { apartSeconds, mailWaits } from '../mails/mail-wait.ts';
import { queueMails, queueMailsOfMany } from '../mails/queue-mails.ts';
import type { NewMail } from '../mails/queue-mails.ts';
import type { ActOutcome } from './act-outcome.ts';
import { clearToSend } from './clear-to-send.ts';
import type { SendRules } from './clear-to-send.ts';
import type { LockedInvitation } from './lock-invitations.ts';
import { recordEvents } from './record-events.ts';
import type { TimelineEvent } from './record-events.ts';

export interface SendAgainParts {
  readonly jobs: Jobs;
  readonly links: Links;
}

export type SendAgainRules = SendRules & { readonly batchId?: string | undefined };

/**
 * A new generation of each link, by mail to the stored address; the old link ends at commit (P9). Also for what was
 * revoked, bounced, expired or never sent: none of these is final, only `accepted` is. The caller has locked them.
 */
export async function sendAgain(
  tx: Tx,
  { jobs, links }: SendAgainParts,
  invitations: readonly LockedInvitation[],
  rules: SendAgainRules,
): Promise<Map<string, ActOutcome>> {
  const outcomes = await refuseTooSoon(tx, invitations);
  const waiting = invitations.filter(({ id }) => !outcomes.has(id));
  const recipients = waiting.map(({ accountId }) => ({ accountId, sendAt: null }));
  const { sendAt, refusal } = await clearToSend(tx, recipients, rules);
  const cleared = waiting.filter(({ accountId }) => sendAt.has(accountId));
  for (const { id } of waiting) outcomes.set(id, refusal);
  const renewed = await renewLinks(tx, links, cleared, sendAt);
  await dropMails(
    tx,
    renewed.map(({ id }) => id),
  );
  const { asker, batchId } = rules;
  const mails: NewMail[] = renewed.map((mail) => ({ ...mail, kind: 'invitation', aboutId: mail.id }));
  if (mails.length > 1) await queueMailsOfMany(tx, { jobs, act: batchId }, mails);
  else await queueMails(tx, jobs, mails);
  await recordEvents(
    tx,
    renewed.flatMap(({ id, sendAt: leavesAt }): TimelineEvent[] => {
      const resent = { invitationId: id, kind: 'resent', actorId: asker.accountId, batchId } as const;
      return leavesAt ? [resent, { invitationId: id, kind: 'postponed', batchId }] : [resent];
    }),
  );
  for (const { id } of cleared) outcomes.set(id, { kind: 'refused', reason: 'no_longer' });
  for (const { id, sendAt: leavesAt } of renewed) {
    outcomes.set(id, { kind: 'done', isPostponed: leavesAt !== null });
  }
  return outcomes;
}

/** P9: a minute apart, five an hour. */
export async function refuseTooSoon(
  tx: Tx,
  invitations: readonly LockedInvitation[],
): Promise<Map<string, ActOutcome>> {
  const waits = await mailWaits(
    tx,
    invitations.map(({ accountId }) => accountId),
  );
  return new Map(
    invitations.flatMap(({ id, accountId }): [string, ActOutcome][] => {
      const wait = waits.get(accountId) ?? 0;
      if (wait === 0) return [];
      const reason = wait <= apartSeconds ? 'mailed_lately' : 'mailed_often';
      return [[id, { kind: 'refused', reason, until: new Date(Date.now() + wait * 1000) }]];
    }),
  );
}

interface RenewedLink {
  readonly id: string;
  readonly accountId: string;
  readonly language: string;
  readonly generation: number;
  readonly sendAt: Date | null;
}

async function renewLinks(
  tx: Tx,
  links: Links,
  invitations: readonly LockedInvitation[],
  sendAt: ReadonlyMap<string, Date | null>,
): Promise<readonly RenewedLink[]> {
  if (invitations.length === 0) return [];
  const ids = invitations.map(({ id }) => id);
  const moments = invitations.map(({ accountId }) => sendAt.get(accountId)?.toISOString() ?? null);
  const { rows } = await sql<RenewedLink>`
    update invitation set state = case when leaves.at is null then 'queued' else 'scheduled' end, channel = 'email',
      generation = generation + 1, key_id = ${links.keyId}, send_at = leaves.at, changed_at = now(),
      expires_at = coalesce(leaves.at, now()) + make_interval(days => valid_days),
      reminders = 0, next_reminder_at = null, version = version + 1
    from unnest(${ids}::uuid[], ${moments}::timestamptz[]) as leaves (id, at)
    where organization_id = ${tx.organizationId} and invitation.id = leaves.id and state <> 'accepted'
      and ${accountStillInvited}
    returning invitation.id, account_id, language, generation, send_at`.execute(tx);
  return rows;
}

/** An account that joined, was suspended or closed by another way takes no link any more (T1, T11). */
export const accountStillInvited = sql<boolean>`exists (
  select from account where account.organization_id = invitation.organization_id
    and account.id = invitation.account_id and account.state = 'invited')`;
