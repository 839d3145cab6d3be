import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { queueMails, queueMailsOfMany } from '../mails/queue-mails.ts';
import type { NewMail } from '../mails/queue-mails.ts';
import { sendingSettings } from '../organizations/sending-settings.ts';
import type { ActOutcome } from './act-outcome.ts';
import { clearToSend } from './clear-to-send.ts';
import type { LockedInvitation } from './lock-invitations.ts';
import { recordEvents } from './record-events.ts';
import { accountStillInvited, refuseTooSoon } from './send-again.ts';
import type { SendAgainRules } from './send-again.ts';

interface Reminded {
  readonly id: string;
  readonly accountId: string;
  readonly language: string;
  readonly generation: number;
  readonly remindersEver: number;
}

/**
 * A mail about the same link, which stays as it is. Never for another day: a reminder that waits comes when nobody
 * expects it. The caller has locked the invitations and asked whether a reminder makes sense.
 */
export async function remind(
  tx: Tx,
  { jobs }: { readonly jobs: Jobs },
  invitations: readonly LockedInvitation[],
  { asker, batchId }: Pick<SendAgainRules, 'asker' | 'batchId'>,
): Promise<Map<string, ActOutcome>> {
  const outcomes = await refuseTooSoon(tx, invitations);
  const waiting = invitations.filter(({ id }) => !outcomes.has(id));
  const recipients = waiting.map(({ accountId }) => ({ accountId, sendAt: null }));
  const { sendAt, refusal } = await clearToSend(tx, recipients, { asker, daysAhead: 0 });
  for (const { id } of waiting) outcomes.set(id, refusal);
  const cleared = waiting.filter(({ accountId }) => sendAt.has(accountId));
  const reminded = await countReminders(tx, cleared);
  // Those of many stand behind single ones.
  const mails: NewMail[] = reminded.map(({ id, remindersEver, generation, ...mail }) => ({
    ...mail,
    kind: 'reminder',
    aboutId: id,
    generation: remindersEver,
    data: { link: String(generation) },
  }));
  if (mails.length > 1) await queueMailsOfMany(tx, { jobs, act: batchId }, mails);
  else await queueMails(tx, jobs, mails);
  await recordEvents(
    tx,
    reminded.map(({ id }) => ({ invitationId: id, kind: 'reminded', actorId: asker.accountId, batchId })),
  );
  for (const { id } of cleared) outcomes.set(id, { kind: 'refused', reason: 'no_longer' });
  for (const { id } of reminded) outcomes.set(id, { kind: 'done' });
  return outcomes;
}

/** One more of this link, and the time of the next one, as long as more are sent by themselves. */
async function countReminders(
  tx: Tx,
  invitations: readonly LockedInvitation[],
): Promise<readonly Reminded[]> {
  if (invitations.length === 0) return [];
  const { reminders: most, reminderDays } = await sendingSettings(tx);
  const { rows } = await sql<Reminded>`
    update invitation set reminders = reminders + 1, reminders_ever = reminders_ever + 1,
      next_reminder_at = case when reminders + 1 < ${most} then now() + make_interval(days => ${reminderDays}) end
    where organization_id = ${tx.organizationId} and id = any(${invitations.map(({ id }) => id)}::uuid[])
      and state in ('sent', 'opened') and expires_at > now() and ${accountStillInvited}
    returning id, account_id, language, generation, reminders_ever`.execute(tx);
  return rows;
}
