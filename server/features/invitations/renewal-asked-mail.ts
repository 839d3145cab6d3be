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
  /** The IANA name of the zone in which that is told. */
  readonly timeZone: string;
  /** The list of invitations, where the inviter acts. */
  readonly invitationsUrl: string;
  /** The origin of the public pages. */
  readonly publicUrl: string;
}

/** Tells the inviter that the person asked for a new link and was sent one. */
export function renewalAskedMail(t: Text, data: RenewalAskedMailData): MailContent {
  const organization = unlinkedName(data.organizationName);
  const until = mailMoment(t, data.expiresAt, data.timeZone);
  const intro = ({ email }: { email: string }) =>
    t('mail:renewalAsked.intro', { organization, email, until });
  return {
    subject: t('mail:renewalAsked.subject', { organization }),
    html: mailLayout(t, {
      preheader: t('mail:renewalAsked.preheader'),
      organizationName: data.organizationName,
      publicUrl: data.publicUrl,
      heading: t('mail:renewalAsked.heading'),
      content: html`${paragraph(mailSentence(intro, { email: boldLogin(data.email) }))}
      ${note(t('mail:renewalAsked.remedy'))} ${button(t('mail:renewalAsked.button'), data.invitationsUrl)}
      ${addressOf(t, data.invitationsUrl)}`,
      footer: html`${t('mail:renewalAsked.why')}`,
    }),
    text: plainMail([
      intro({ email: data.email }),
      t('mail:renewalAsked.remedy'),
      [`${t('mail:renewalAsked.button')}:`, data.invitationsUrl],
      t('mail:renewalAsked.why'),
      plainSignature(t, data),
    ]),
  };
}
