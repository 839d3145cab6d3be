import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import { sendingSettings } from '../organizations/sending-settings.ts';
import type { MailOutcome, StoredMail } from '../mails/mail-kinds.ts';
import { markBounced } from './mark-bounced.ts';
import { recordEvents } from './record-events.ts';

/** What the mail server said becomes the invitation's state, unless a person or an operator was faster. */
export async function settleInvitation(tx: Tx, mail: StoredMail, outcome: MailOutcome): Promise<void> {
  const { kind, response, attempts } = outcome;
  if (kind === 'refused') {
    await markBounced(tx, mail.aboutId, { link: mail.generation, response });
    return;
  }
  // A long outage is one line of the timeline, not one per try.
  if (kind === 'delayed' && attempts > 1) return;
  const event = { sent: 'sent', kept: 'kept_in_outbox', delayed: 'delayed' } as const;
  await recordEvents(tx, [{ invitationId: mail.aboutId, kind: event[kind], response }]);
  if (kind !== 'delayed') await markSent(tx, mail);
}

/** Too many of the organization's invitations came back: this one leaves when sending goes on, and says so. */
export async function holdBackInvitation(tx: Tx, mail: StoredMail, until: Date): Promise<void> {
  const held = await tx
    .updateTable('invitation')
    .set({ state: 'scheduled', sendAt: until, changedAt: sql`now()`, version: sql`version + 1` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', mail.aboutId)
    .where('generation', '=', mail.generation)
    .where('state', 'in', ['queued', 'scheduled'])
    .returning('id')
    .executeTakeFirst();
  if (held) await recordEvents(tx, [{ invitationId: mail.aboutId, kind: 'held_back' }]);
}

/** The link of which it reminds is out: only the reminder waits. */
export async function holdBackReminder(tx: Tx, mail: StoredMail): Promise<void> {
  await recordEvents(tx, [{ invitationId: mail.aboutId, kind: 'held_back' }]);
}

async function markSent(tx: Tx, mail: StoredMail): Promise<void> {
  const { reminders, reminderDays } = await sendingSettings(tx);
  await tx
    .updateTable('invitation')
    .set({
      state: 'sent',
      changedAt: sql`now()`,
      sentAt: sql<Date>`now()`,
      expiresAt: sql<Date>`now() + make_interval(days => valid_days)`,
      nextReminderAt: reminders > 0 ? sql<Date>`now() + make_interval(days => ${reminderDays})` : null,
    })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', mail.aboutId)
    .where('generation', '=', mail.generation)
    .where('state', 'in', ['queued', 'scheduled'])
    .execute();
}

/** Sent is what its timeline said when it was queued; one that comes back tells of the address. */
export async function settleReminder(
  tx: Tx,
  mail: StoredMail,
  { kind, response }: MailOutcome,
): Promise<void> {
  if (kind === 'refused') await markBounced(tx, mail.aboutId, { link: Number(mail.data['link']), response });
}
