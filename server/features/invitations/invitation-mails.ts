import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { MailVoice } from '../../platform/mail-voice.ts';
import type { MailContent } from '../../platform/mailer.ts';
import { hiddenLink } from '../mails/hide-links.ts';
import type { MailHandler, SampleFacts, StoredMail } from '../mails/mail-kinds.ts';
import { pagesAddress } from '../organizations/pages-address.ts';
import { findPerson } from '../sessions/find-person.ts';
import type { MailTextParts } from '../sessions/password-mails.ts';
import { timeZoneOf } from '../sessions/time-zone-of.ts';
import { invitationDeclinedMail } from './invitation-declined-mail.ts';
import { joinLinkBelow } from './invitation-link.ts';
import { invitationMail } from './invitation-mail.ts';
import type { InvitationMailData } from './invitation-mail.ts';
import { reminderMail } from './reminder-mail.ts';
import { renewalAskedMail } from './renewal-asked-mail.ts';
import {
  holdBackInvitations,
  holdBackReminders,
  settleInvitations,
  settleReminders,
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
      ...toInvited(parts, {
        linkOf: (mail) => mail.generation,
        isLive: () => true,
        say: (t, data, { message }) => invitationMail(t, { ...data, message: message ?? undefined }),
      }),
      sample: sampleInvitation,
      heldBack: holdBackInvitations,
      settled: settleInvitations,
    },
    reminder: {
      ...toInvited(parts, {
        linkOf: (mail) => Number(mail.data['link']),
        // Only while the link of which it reminds is out and has not ended.
        isLive: ({ state, expiresAt, now }) => ['sent', 'opened'].includes(state) && expiresAt > now,
        say: (t, data, { now }) => reminderMail(t, { ...data, now }),
      }),
      sample: sampleReminder,
      heldBack: holdBackReminders,
      settled: settleReminders,
    },
    invitation_declined: toInviter('invitation_declined'),
    renewal_asked: toInviter('renewal_asked'),
  };
}

type Found = Awaited<ReturnType<typeof findInvitations>>[number];

interface ToInvited {
  /** The generation of the link that the mail is about. */
  linkOf(mail: StoredMail): number;
  isLive(invitation: Found): boolean;
  say(t: MailVoice, data: InvitationMailData, invitation: Found): MailContent;
}

/** What mails with a link to join share: how they are put into words, for many, for one, and for who looks later. */
function toInvited(
  { links, publicUrl }: MailTextParts,
  { linkOf, isLive, say }: ToInvited,
): Pick<MailHandler, 'render' | 'recall'> & Required<Pick<MailHandler, 'prepare'>> {
  const prepare: MailHandler['prepare'] = async (tx, mails, t) => {
    const found = await byId(tx, mails);
    const pages = await pagesAddress(tx, publicUrl);
    return new Map(
      mails.flatMap((mail): [string, () => MailContent][] => {
        const invitation = found.get(mail.aboutId);
        if (!invitation || invitation.generation !== linkOf(mail)) return [];
        if (!canStillJoin(invitation) || !isLive(invitation)) return [];
        const content = () => {
          const link = joinLinkBelow(pages, links, invitation);
          return say(t, dataOf(invitation, { link, publicUrl }), invitation);
        };
        return [[mail.id, content]];
      }),
    );
  };
  return {
    prepare,
    render: async (tx, mail, t) => (await prepare(tx, [mail], t)).get(mail.id)?.(),
    async recall(tx, mail, t) {
      const [invitation] = await findInvitations(tx, [mail.aboutId]);
      return invitation && say(t, dataOf(invitation, { link: hiddenLink, publicUrl }), invitation);
    },
  };
}

/** A mail whose invitation was revoked or accepted since, or whose account was closed, is not sent. */
function canStillJoin({ state, personState }: Found): boolean {
  return !['accepted', 'revoked'].includes(state) && personState === 'invited';
}

function dataOf(
  invitation: Found,
  { link, publicUrl }: { readonly link: string; readonly publicUrl: URL },
): InvitationMailData {
  const { organizationName, inviterName, username, expiresAt, timeZone } = invitation;
  return {
    organizationName,
    inviterName: inviterName ?? organizationName,
    link,
    username,
    expiresAt,
    timeZone,
    publicUrl: publicUrl.origin,
    // The same token: the page behind it asks before it ends anything.
    notMeLink: link.replace('/join#', '/join?not-me#'),
  };
}

async function byId(tx: Tx, mails: readonly StoredMail[]): Promise<ReadonlyMap<string, Found>> {
  const found = await findInvitations(
    tx,
    mails.map(({ aboutId }) => aboutId),
  );
  return new Map(found.map((invitation) => [invitation.id, invitation]));
}

async function findInvitations(tx: Tx, ids: readonly string[]) {
  return (
    tx
      .selectFrom('invitation')
      .innerJoin('person', (join) =>
        join
          .onRef('person.organizationId', '=', 'invitation.organizationId')
          .onRef('person.id', '=', 'invitation.accountId'),
      )
      .innerJoin('organizationSettings as house', 'house.organizationId', 'invitation.organizationId')
      // Who asked them in may have been erased since; the invitation stands.
      .leftJoin('person as inviter', (join) =>
        join
          .onRef('inviter.organizationId', '=', 'invitation.organizationId')
          .onRef('inviter.id', '=', 'invitation.invitedBy'),
      )
      .select(['invitation.organizationId', 'invitation.id', 'nonce', 'keyId', 'generation'])
      .select([
        'message',
        'invitation.state',
        'inviter.name as inviterName',
        'house.name as organizationName',
      ])
      .select(['person.username', 'person.state as personState'])
      .select(sql<string>`coalesce(person.time_zone, house.time_zone)`.as('timeZone'))
      .select(sql<Date>`now()`.as('now'))
      // The days run from the moment at which it leaves, however long it waited for a mail server.
      .select(
        sql<Date>`case when invitation.state in ('queued', 'scheduled') or expires_at is null
        then now() + make_interval(days => valid_days) else expires_at end`.as('expiresAt'),
      )
      .where('invitation.organizationId', '=', tx.organizationId)
      .where(sql<boolean>`invitation.id = any(${ids}::uuid[])`)
      .execute()
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
  const timeZone = await timeZoneOf(tx, mail.accountId);
  return invited.expiresAt
    ? renewalAskedMail(t, { ...data, expiresAt: invited.expiresAt, wasSent: !invited.isExpired, timeZone })
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
    : renewalAskedMail(t, { ...data, expiresAt: about.until, wasSent: true });
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
    .select(sql<boolean>`invitation.expires_at <= now()`.as('isExpired'))
    .where('invitation.organizationId', '=', tx.organizationId)
    .where('invitation.id', '=', invitationId)
    .executeTakeFirst();
}
