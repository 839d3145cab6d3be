import { mailLayout } from '../../platform/mail-layout.ts';
import { html } from '../../platform/html.ts';
import { addressOf, boldLogin, button, note, paragraph } from '../../platform/mail-parts.ts';
import { mailSentence } from '../../platform/mail-sentence.ts';
import type { MailContent } from '../../platform/mailer.ts';
import { plainMail, plainSignature } from '../../platform/plain-mail.ts';
import type { Text } from '../../platform/texts.ts';
import { unlinkedName } from '../../platform/unlinked.ts';

export interface InvitationDeclinedMailData {
  readonly organizationName: string;
  /** The address that was invited. */
  readonly email: string;
  /** The list of invitations, where the inviter acts. */
  readonly invitationsUrl: string;
  /** The origin of the public pages. */
  readonly publicUrl: string;
}

/** Tells the inviter that the person does not know them, and that the invitation is stopped. */
export function invitationDeclinedMail(t: Text, data: InvitationDeclinedMailData): MailContent {
  const organization = unlinkedName(data.organizationName);
  const intro = ({ email }: { email: string }) => t('mail:invitationDeclined.intro', { organization, email });
  return {
    subject: t('mail:invitationDeclined.subject', { organization }),
    html: mailLayout(t, {
      preheader: t('mail:invitationDeclined.preheader'),
      organizationName: data.organizationName,
      publicUrl: data.publicUrl,
      heading: t('mail:invitationDeclined.heading'),
      content: html`${paragraph(mailSentence(intro, { email: boldLogin(data.email) }))}
      ${note(t('mail:invitationDeclined.remedy'))}
      ${button(t('mail:invitationDeclined.button'), data.invitationsUrl)} ${addressOf(t, data.invitationsUrl)}`,
      footer: html`${t('mail:invitationDeclined.why')}`,
    }),
    text: plainMail([
      intro({ email: data.email }),
      t('mail:invitationDeclined.remedy'),
      [`${t('mail:invitationDeclined.button')}:`, data.invitationsUrl],
      t('mail:invitationDeclined.why'),
      plainSignature(t, data),
    ]),
  };
}
