import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import { sendingSettings } from '../organizations/sending-settings.ts';
import type { MailOutcome, SettledMail, StoredMail } from '../mails/mail-kinds.ts';
import { markBounced } from './mark-bounced.ts';
import type { Bounce } from './mark-bounced.ts';
import { recordEvents } from './record-events.ts';
import type { TimelineEvent } from './record-events.ts';

/** What the mail server said becomes the invitations' state, unless a person or an operator was faster. */
export async function settleInvitations(tx: Tx, settled: readonly SettledMail[]): Promise<void> {
  const bounces = settled.filter(({ outcome }) => outcome.kind === 'refused');
  await markBounced(
    tx,
    bounces.map(({ mail, outcome }) => bounceOf(mail, outcome, mail.generation)),
  );
  await recordEvents(tx, settled.flatMap(eventsOf));
  await markSent(
    tx,
    settled.flatMap(({ mail, outcome: { kind } }) => (kind === 'sent' || kind === 'kept' ? [mail] : [])),
  );
}

function bounceOf({ aboutId }: StoredMail, { response }: MailOutcome, link: number): Bounce {
  return { invitationId: aboutId, link, response };
}

function eventsOf({ mail, outcome: { kind, response, attempts } }: SettledMail): TimelineEvent[] {
  // A bounce has its own line, and a long outage is one, not one per try.
  if (kind === 'refused' || (kind === 'delayed' && attempts > 1)) return [];
  const event = { sent: 'sent', kept: 'kept_in_outbox', delayed: 'delayed' } as const;
  return [{ invitationId: mail.aboutId, kind: event[kind], response }];
}

/** Too many of the organization's invitations came back: these leave when sending goes on, and say so. */
export async function holdBackInvitations(tx: Tx, mails: readonly StoredMail[], until: Date): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    update invitation set state = 'scheduled', send_at = ${until}, changed_at = now(), version = version + 1
    from ${linksOf(mails)}
    where organization_id = ${tx.organizationId} and invitation.id = link.id
      and generation = link.number and state in ('queued', 'scheduled')
    returning invitation.id`.execute(tx);
  await recordEvents(
    tx,
    rows.map(({ id }) => ({ invitationId: id, kind: 'held_back' })),
  );
}

/** The link of which they remind is out: only the reminders wait. */
export async function holdBackReminders(tx: Tx, mails: readonly StoredMail[]): Promise<void> {
  await recordEvents(
    tx,
    mails.map(({ aboutId }) => ({ invitationId: aboutId, kind: 'held_back' })),
  );
}

async function markSent(tx: Tx, mails: readonly StoredMail[]): Promise<void> {
  if (mails.length === 0) return;
  const { reminders, reminderDays } = await sendingSettings(tx);
  await sql`
    update invitation set state = 'sent', changed_at = now(), sent_at = now(),
      expires_at = now() + make_interval(days => valid_days),
      next_reminder_at = case when ${reminders}::int > 0 then now() + make_interval(days => ${reminderDays}::int) end
    from ${linksOf(mails)}
    where organization_id = ${tx.organizationId} and invitation.id = link.id
      and generation = link.number and state in ('queued', 'scheduled')`.execute(tx);
}

/** The invitations that mails are about, with the generation of the link that each carried. */
function linksOf(mails: readonly StoredMail[]) {
  const ids = mails.map(({ aboutId }) => aboutId);
  const numbers = mails.map(({ generation }) => generation);
  return sql`unnest(${ids}::uuid[], ${numbers}::int[]) as link (id, number)`;
}

/** Sent is what its timeline said when it was queued; one that comes back tells of the address. */
export async function settleReminders(tx: Tx, settled: readonly SettledMail[]): Promise<void> {
  await markBounced(
    tx,
    settled
      .filter(({ outcome }) => outcome.kind === 'refused')
      .map(({ mail, outcome }) => bounceOf(mail, outcome, Number(mail.data['link']))),
  );
}
