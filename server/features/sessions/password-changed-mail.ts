import { mailLayout } from '../../platform/mail-layout.ts';
import { html } from '../../platform/html.ts';
import { mailMoment } from '../../platform/mail-moment.ts';
import { anchor, boldLogin, note, paragraph, steps } from '../../platform/mail-parts.ts';
import { mailSentence } from '../../platform/mail-sentence.ts';
import type { MailContent } from '../../platform/mailer.ts';
import { plainMail, plainSignature, plainSteps } from '../../platform/plain-mail.ts';
import type { Text } from '../../platform/texts.ts';
import { unlinkedName } from '../../platform/unlinked.ts';

export interface PasswordChangedMailData {
  readonly organizationName: string;
  readonly username: string;
  readonly changedAt: Date;
  /** The IANA name of the zone in which the moment is told. */
  readonly timeZone: string;
  /** The sign-in page; the mail has no link that does anything by itself. */
  readonly signInUrl: string;
  /** API keys of this person that work on, whatever the password is. */
  readonly liveKeys: number;
  /** The origin of the public pages. */
  readonly publicUrl: string;
}

/** Tells the owner of an account that its password changed, so that a thief is noticed. */
export function passwordChangedMail(t: Text, data: PasswordChangedMailData): MailContent {
  const organization = unlinkedName(data.organizationName);
  const at = mailMoment(t, data.changedAt, data.timeZone);
  const intro = t('mail:passwordChanged.intro', { organization, at });
  const keys = data.liveKeys > 0 ? t('mail:passwordChanged.keys', { count: data.liveKeys }) : undefined;
  return {
    subject: t('mail:passwordChanged.subject', { organization }),
    html: mailLayout(t, {
      preheader: t('mail:passwordChanged.preheader'),
      organizationName: data.organizationName,
      publicUrl: data.publicUrl,
      heading: t('mail:passwordChanged.heading'),
      content: html`${paragraph(intro)}
      ${note(html`${usernameIs(t, data.username)} ${t('mail:passwordChanged.yours')}`)}
      ${keys === undefined ? html`` : paragraph(keys)}
      ${steps(t('mail:passwordChanged.notYours.title'), [
        mailSentence((values) => t('mail:passwordChanged.notYours.open', values), {
          signIn: anchor(data.signInUrl, data.signInUrl),
        }),
        ...remedies(t, organization),
      ])}`,
      footer: html`${t('mail:passwordChanged.why')}`,
    }),
    text: plainMail([
      intro,
      `${t('mail:passwordChanged.username', { username: data.username })} ${t('mail:passwordChanged.yours')}`,
      ...(keys === undefined ? [] : [keys]),
      plainSteps(t('mail:passwordChanged.notYours.title'), [
        t('mail:passwordChanged.notYours.open', { signIn: data.signInUrl }),
        ...remedies(t, organization),
      ]),
      t('mail:passwordChanged.why'),
      plainSignature(t, data),
    ]),
  };
}

function usernameIs(t: Text, username: string) {
  return mailSentence((values) => t('mail:passwordChanged.username', values), {
    username: boldLogin(username),
  });
}

function remedies(t: Text, organization: string): string[] {
  return [
    t('mail:passwordChanged.notYours.reset'),
    t('mail:passwordChanged.notYours.tell', { organization }),
  ];
}
