import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { MailVoice } from '../../platform/mail-voice.ts';
import { hiddenLink } from '../mails/hide-links.ts';
import type { MailHandler, SampleFacts, StoredMail } from '../mails/mail-kinds.ts';
import { pagesAddress } from '../organizations/pages-address.ts';
import { findPerson } from '../sessions/find-person.ts';
import type { MailTextParts } from '../sessions/password-mails.ts';
import { invitationDeclinedMail } from './invitation-declined-mail.ts';
import { joinLink } from './invitation-link.ts';
import { invitationMail } from './invitation-mail.ts';
import { reminderMail } from './reminder-mail.ts';
import { renewalAskedMail } from './renewal-asked-mail.ts';
import {
  holdBackInvitation,
  holdBackReminder,
  settleInvitation,
  settleReminder,
} from './settle-invitation.ts';

/** The mails of an invitation, as the delivery asks for them. */
export function invitationMails(parts: MailTextParts): {
  invitation: MailHandler;
  reminder: MailHandler;
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
      recall: (tx, mail, t) => recallInvitation(tx, t, mail, parts),
      sample: sampleInvitation,
      heldBack: holdBackInvitation,
      settled: settleInvitation,
    },
    reminder: {
      render: (tx, mail, t) => renderReminder(tx, t, mail, parts),
      recall: (tx, mail, t) => recallReminder(tx, t, mail, parts),
      sample: sampleReminder,
      heldBack: holdBackReminder,
      settled: settleReminder,
    },
    invitation_declined: toInviter('invitation_declined'),
    renewal_asked: toInviter('renewal_asked'),
  };
}

async function renderInvitation(tx: Tx, t: MailVoice, mail: StoredMail, parts: MailTextParts) {
  const invitation = await findLive(tx, mail, mail.generation);
  if (!invitation) return undefined;
  const { message } = invitation;
  const link = await joinLink(tx, parts, invitation);
  return invitationMail(t, {
    ...(await commonData(tx, parts, mail, { ...invitation, link })),
    message: message ?? undefined,
  });
}

async function recallInvitation(tx: Tx, t: MailVoice, mail: StoredMail, parts: MailTextParts) {
  const invitation = await findInvitation(tx, mail.aboutId).executeTakeFirst();
  if (!invitation) return undefined;
  const { message } = invitation;
  return invitationMail(t, {
    ...(await commonData(tx, parts, mail, { ...invitation, link: hiddenLink })),
    message: message ?? undefined,
  });
}

async function recallReminder(tx: Tx, t: MailVoice, mail: StoredMail, parts: MailTextParts) {
  const invitation = await findInvitation(tx, mail.aboutId).executeTakeFirst();
  if (!invitation) return undefined;
  const data = await commonData(tx, parts, mail, { ...invitation, link: hiddenLink });
  return reminderMail(t, { ...data, now: invitation.now });
}

/** Only while the link of which it reminds is out and has not ended. */
async function renderReminder(tx: Tx, t: MailVoice, mail: StoredMail, parts: MailTextParts) {
  const invitation = await findLive(tx, mail, Number(mail.data['link']));
  if (!invitation || !['sent', 'opened'].includes(invitation.state)) return undefined;
  if (invitation.expiresAt <= invitation.now) return undefined;
  const link = await joinLink(tx, parts, invitation);
  const data = await commonData(tx, parts, mail, { ...invitation, link });
  return reminderMail(t, { ...data, now: invitation.now });
}

async function commonData(
  tx: Tx,
  parts: Pick<MailTextParts, 'publicUrl'>,
  mail: StoredMail,
  { link, ...invitation }: NonNullable<Awaited<ReturnType<typeof findLive>>> & { readonly link: string },
) {
  const person = await findPerson(tx, mail.accountId);
  return {
    organizationName: person.organizationName,
    inviterName: invitation.inviterName ?? person.organizationName,
    link,
    username: person.username,
    expiresAt: invitation.expiresAt,
    timeZone: invitation.timeZone ?? person.timeZone,
    publicUrl: parts.publicUrl.origin,
    // The same token: the page behind it asks before it ends anything.
    notMeLink: link.replace('/join#', '/join?not-me#'),
  };
}

/** A mail whose invitation was revoked, accepted or sent again since, or whose account was closed, is not sent. */
function findLive(tx: Tx, { aboutId }: StoredMail, generation: number) {
  return findInvitation(tx, aboutId)
    .where('generation', '=', generation)
    .where('invitation.state', 'not in', ['accepted', 'revoked'])
    .where('person.state', '=', 'invited')
    .executeTakeFirst();
}

function findInvitation(tx: Tx, id: string) {
  return (
    tx
      .selectFrom('invitation')
      .innerJoin('person', (join) =>
        join
          .onRef('person.organizationId', '=', 'invitation.organizationId')
          .onRef('person.id', '=', 'invitation.accountId'),
      )
      // Who asked them in may have been erased since; the invitation stands.
      .leftJoin('person as inviter', (join) =>
        join
          .onRef('inviter.organizationId', '=', 'invitation.organizationId')
          .onRef('inviter.id', '=', 'invitation.invitedBy'),
      )
      .select(['invitation.organizationId', 'invitation.id', 'nonce', 'keyId', 'generation'])
      .select(['message', 'invitation.state', 'inviter.name as inviterName', 'person.timeZone'])
      .select(sql<Date>`now()`.as('now'))
      // The days run from the moment at which it leaves, however long it waited for a mail server.
      .select(
        sql<Date>`case when invitation.state in ('queued', 'scheduled') or expires_at is null
        then now() + make_interval(days => valid_days) else expires_at end`.as('expiresAt'),
      )
      .where('invitation.organizationId', '=', tx.organizationId)
      .where('invitation.id', '=', id)
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

function sampleReminder(t: MailVoice, about: SampleFacts) {
  return reminderMail(t, {
    ...about,
    inviterName: about.personName,
    link: `${about.pagesUrl}/join`,
    expiresAt: about.until,
    now: new Date(),
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
