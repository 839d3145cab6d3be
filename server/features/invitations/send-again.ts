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
 * revoked, bounced, expired or never sent: none of these is final, only `accepted` is. To a corrected address it leaves
 * at the moment for which it waits. The caller has locked them.
 */
export async function sendAgain(
  tx: Tx,
  { jobs, links }: SendAgainParts,
  invitations: readonly LockedInvitation[],
  rules: SendAgainRules,
): Promise<Map<string, ActOutcome>> {
  const outcomes = await refuseTooSoon(tx, invitations);
  const waiting = invitations.filter(({ id }) => !outcomes.has(id));
  const recipients = waiting.map((invitation) => ({
    accountId: invitation.accountId,
    sendAt: momentOf(invitation, rules),
  }));
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
  const sendings = sendingsOf(renewed, cleared, rules);
  await recordEvents(
    tx,
    sendings.flatMap(({ id, kind, isPostponed }): TimelineEvent[] => {
      const sending = { invitationId: id, kind, actorId: asker.accountId, batchId };
      return isPostponed ? [sending, { invitationId: id, kind: 'postponed', batchId }] : [sending];
    }),
  );
  for (const { id } of cleared) outcomes.set(id, { kind: 'refused', reason: 'no_longer' });
  for (const { id, isPostponed } of sendings) outcomes.set(id, { kind: 'done', isPostponed });
  return outcomes;
}

/** A correction leaves what waits for its day where it is. */
function momentOf(
  { waitsForItsDay, sendAt }: LockedInvitation,
  { isCorrection = false }: SendRules,
): Date | null {
  return isCorrection && waitsForItsDay ? sendAt : null;
}

/** What never left is not sent again: its timeline tells the first sending. */
function sendingsOf(
  renewed: readonly RenewedLink[],
  invitations: readonly LockedInvitation[],
  rules: SendRules,
): { id: string; kind: TimelineEvent['kind']; isPostponed: boolean }[] {
  const byId = new Map(renewed.map((link) => [link.id, link]));
  return invitations.flatMap((invitation) => {
    const { id, neverLeft } = invitation;
    const link = byId.get(id);
    if (!link) return [];
    const wanted = momentOf(invitation, rules);
    const first = link.sendAt ? 'scheduled' : 'queued';
    return {
      id,
      kind: neverLeft || wanted ? first : 'resent',
      isPostponed: link.sendAt?.getTime() !== wanted?.getTime(),
    };
  });
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
