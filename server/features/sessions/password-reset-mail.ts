import { mailLayout } from '../../platform/mail-layout.ts';
import { html } from '../../platform/html.ts';
import type { SafeHtml } from '../../platform/html.ts';
import { addressOf, boldLogin, button, note, paragraph } from '../../platform/mail-parts.ts';
import { mailSentence } from '../../platform/mail-sentence.ts';
import type { MailContent } from '../../platform/mailer.ts';
import { plainMail, plainSignature } from '../../platform/plain-mail.ts';
import type { Text } from '../../platform/texts.ts';
import { unlinkedName } from '../../platform/unlinked.ts';

export interface PasswordResetMailData {
  readonly organizationName: string;
  readonly username: string;
  /** Where the new password is chosen, token included. */
  readonly link: string;
  readonly expiresInMinutes: number;
  /** The origin of the public pages. */
  readonly publicUrl: string;
}

/** The answer to a forgotten password, to the account's own address only. */
export function passwordResetMail(t: Text, data: PasswordResetMailData): MailContent {
  const organization = unlinkedName(data.organizationName);
  return {
    subject: t('mail:passwordReset.subject', { organization }),
    html: mailLayout(t, {
      preheader: t('mail:passwordReset.preheader', { count: data.expiresInMinutes }),
      organizationName: data.organizationName,
      publicUrl: data.publicUrl,
      heading: t('mail:passwordReset.heading'),
      content: content(t, data, organization),
      footer: html`${t('mail:passwordReset.why')}`,
    }),
    text: plainMail([
      t('mail:passwordReset.intro', { organization }),
      [`${t('mail:passwordReset.button')}:`, data.link],
      until(t, data, data.username),
      t('mail:passwordReset.why'),
      plainSignature(t, data),
    ]),
  };
}

function content(t: Text, data: PasswordResetMailData, organization: string): SafeHtml {
  return html`${paragraph(t('mail:passwordReset.intro', { organization }))}
  ${button(t('mail:passwordReset.button'), data.link)}
  ${note(mailSentence(({ username }) => until(t, data, username), { username: boldLogin(data.username) }))}
  ${addressOf(t, data.link)}`;
}

function until(t: Text, { expiresInMinutes }: PasswordResetMailData, username: string): string {
  return t('mail:passwordReset.until', { count: expiresInMinutes, username });
}
