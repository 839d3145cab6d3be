import { mailLayout } from '../../platform/mail-layout.ts';
import { html } from '../../platform/html.ts';
import { mailMoment } from '../../platform/mail-moment.ts';
import { addressOf, boldLogin, button, note, paragraph } from '../../platform/mail-parts.ts';
import { mailSentence } from '../../platform/mail-sentence.ts';
import type { MailContent } from '../../platform/mailer.ts';
import { plainMail, plainSignature } from '../../platform/plain-mail.ts';
import type { Text } from '../../platform/texts.ts';
import { unlinkedName } from '../../platform/unlinked.ts';

export interface RenewalAskedMailData {
  readonly organizationName: string;
  /** The address that was invited. */
  readonly email: string;
  /** Until when the new link works. */
  readonly expiresAt: Date;
  /** False: sending is held back, and the link has still ended. */
  readonly wasSent: boolean;
  /** The IANA name of the zone in which that is told. */
  readonly timeZone: string;
  /** The list of invitations, where the inviter acts. */
  readonly invitationsUrl: string;
  /** The origin of the public pages. */
  readonly publicUrl: string;
}

/** Tells the inviter that the person asked for a new link, and whether they were sent one. */
export function renewalAskedMail(t: Text, data: RenewalAskedMailData): MailContent {
  const organization = unlinkedName(data.organizationName);
  const until = mailMoment(t, data.expiresAt, data.timeZone);
  const about = data.wasSent ? 'renewalAsked' : 'renewalAsked.waits';
  const intro = ({ email }: { email: string }) => t(`mail:${about}.intro`, { organization, email, until });
  return {
    subject: t(`mail:${about}.subject`, { organization }),
    html: mailLayout(t, {
      preheader: t(`mail:${about}.preheader`),
      organizationName: data.organizationName,
      publicUrl: data.publicUrl,
      heading: t(`mail:${about}.heading`),
      content: html`${paragraph(mailSentence(intro, { email: boldLogin(data.email) }))}
      ${note(t(`mail:${about}.remedy`))} ${button(t('mail:renewalAsked.button'), data.invitationsUrl)}
      ${addressOf(t, data.invitationsUrl)}`,
      footer: html`${t('mail:renewalAsked.why')}`,
    }),
    text: plainMail([
      intro({ email: data.email }),
      t(`mail:${about}.remedy`),
      [`${t('mail:renewalAsked.button')}:`, data.invitationsUrl],
      t('mail:renewalAsked.why'),
      plainSignature(t, data),
    ]),
  };
}
