import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { MailVoice } from '../../platform/mail-voice.ts';
import type { MailHandler, MailOutcome, SampleFacts, StoredMail } from '../mails/mail-kinds.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { pagesAddress } from '../organizations/pages-address.ts';
import { findPerson } from '../sessions/find-person.ts';
import type { MailTextParts } from '../sessions/password-mails.ts';
import { invitationDeclinedMail } from './invitation-declined-mail.ts';
import { joinLink } from './invitation-link.ts';
import { invitationMail } from './invitation-mail.ts';
import { recordEvents } from './record-events.ts';
import { renewalAskedMail } from './renewal-asked-mail.ts';

/** The mails of an invitation, as the delivery asks for them. */
export function invitationMails(parts: MailTextParts): {
  invitation: MailHandler;
  invitation_declined: MailHandler;
  renewal_asked: MailHandler;
} {
  const toInviter = (kind: 'invitation_declined' | 'renewal_asked'): MailHandler => ({
    render: (tx, mail, t) => renderForInviter(tx, t, mail, { kind, publicUrl: parts.publicUrl }),
    sample: (t, about) => sampleForInviter(t, about, kind),
  });
  return {
    invitation: {
      render: (tx, mail, t) => renderInvitation(tx, t, mail, parts),
      sample: sampleInvitation,
      settled: settleInvitation,
    },
    invitation_declined: toInviter('invitation_declined'),
    renewal_asked: toInviter('renewal_asked'),
  };
}

async function renderInvitation(tx: Tx, t: MailVoice, mail: StoredMail, parts: MailTextParts) {
  const invitation = await findLive(tx, mail);
  if (!invitation?.expiresAt) return undefined;
  const person = await findPerson(tx, mail.accountId);
  const link = await joinLink(tx, parts, invitation);
  return invitationMail(t, {
    organizationName: person.organizationName,
    inviterName: invitation.inviterName ?? '',
    message: invitation.message ?? undefined,
    link,
    username: person.username,
    expiresAt: invitation.expiresAt,
    timeZone: person.timeZone,
    publicUrl: parts.publicUrl.origin,
    // The same token: the page behind it asks before it ends anything.
    notMeLink: link.replace('/join#', '/join?not-me#'),
  });
}

/** A mail whose invitation was revoked, accepted or sent again since is not sent. */
async function findLive(tx: Tx, { aboutId, generation }: StoredMail) {
  return (
    tx
      .selectFrom('invitation')
      .innerJoin('person as inviter', (join) =>
        join
          .onRef('inviter.organizationId', '=', 'invitation.organizationId')
          .onRef('inviter.id', '=', 'invitation.invitedBy'),
      )
      .select(['invitation.organizationId', 'invitation.id', 'nonce', 'keyId', 'generation'])
      .select(['message', 'inviter.name as inviterName'])
      // The days run from the moment at which it leaves, however long it waited for a mail server.
      .select(
        sql<Date | null>`case when invitation.state in ('queued', 'scheduled')
        then now() + make_interval(days => valid_days) else expires_at end`.as('expiresAt'),
      )
      .where('invitation.organizationId', '=', tx.organizationId)
      .where('invitation.id', '=', aboutId)
      .where('generation', '=', generation)
      .where('invitation.state', 'not in', ['accepted', 'revoked'])
      .executeTakeFirst()
  );
}

async function renderForInviter(
  tx: Tx,
  t: MailVoice,
  mail: StoredMail,
  { kind, publicUrl }: { readonly kind: 'invitation_declined' | 'renewal_asked'; readonly publicUrl: URL },
) {
  const inviter = await findPerson(tx, mail.accountId);
  const invited = await findInvited(tx, mail.aboutId);
  if (!invited) return undefined;
  const data = {
    organizationName: inviter.organizationName,
    email: invited.email,
    invitationsUrl: `${await pagesAddress(tx, publicUrl)}/invitations/${mail.aboutId}`,
    publicUrl: publicUrl.origin,
  };
  if (kind === 'invitation_declined') return invitationDeclinedMail(t, data);
  const { timeZone } = inviter;
  return invited.expiresAt
    ? renewalAskedMail(t, { ...data, expiresAt: invited.expiresAt, timeZone })
    : undefined;
}

function sampleInvitation(t: MailVoice, about: SampleFacts) {
  return invitationMail(t, {
    ...about,
    inviterName: about.personName,
    link: `${about.pagesUrl}/join`,
    expiresAt: about.until,
    notMeLink: `${about.pagesUrl}/join`,
  });
}

function sampleForInviter(t: MailVoice, about: SampleFacts, kind: 'invitation_declined' | 'renewal_asked') {
  const data = { ...about, invitationsUrl: `${about.pagesUrl}/invitations` };
  return kind === 'invitation_declined'
    ? invitationDeclinedMail(t, data)
    : renewalAskedMail(t, { ...data, expiresAt: about.until });
}

async function findInvited(tx: Tx, invitationId: string) {
  return tx
    .selectFrom('invitation')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organizationId', '=', 'invitation.organizationId')
        .onRef('person.id', '=', 'invitation.accountId'),
    )
    .select(['person.email', 'invitation.expiresAt'])
    .where('invitation.organizationId', '=', tx.organizationId)
    .where('invitation.id', '=', invitationId)
    .executeTakeFirst();
}

const stateAfter = { sent: 'sent', kept: 'sent', refused: 'bounced' } as const;
const eventOf = { sent: 'sent', kept: 'kept_in_outbox', refused: 'bounced', delayed: 'delayed' } as const;

/** What the mail server said becomes the invitation's state, unless a person or an operator was faster. */
async function settleInvitation(tx: Tx, mail: StoredMail, outcome: MailOutcome): Promise<void> {
  const { kind, response, attempts } = outcome;
  // A long outage is one line of the timeline, not one per try.
  if (kind === 'delayed' && attempts > 1) return;
  await recordEvents(tx, [{ invitationId: mail.aboutId, kind: eventOf[kind], response }]);
  if (kind === 'delayed') return;
  await tx
    .updateTable('invitation')
    .set({
      state: stateAfter[kind],
      changedAt: sql`now()`,
      ...(kind !== 'refused' && {
        sentAt: sql<Date>`now()`,
        expiresAt: sql<Date>`now() + make_interval(days => valid_days)`,
      }),
    })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', mail.aboutId)
    .where('generation', '=', mail.generation)
    .where('state', 'in', ['queued', 'scheduled'])
    .execute();
  if (kind !== 'refused') return;
  const subject = { type: 'invitation', id: mail.aboutId } as const;
  await recordActivity(tx, null, [{ action: 'invitation.bounced', actorId: null, subject }]);
}
