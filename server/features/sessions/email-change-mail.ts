import { html } from '../../platform/html.ts';
import { mailLayout } from '../../platform/mail-layout.ts';
import { mailMoment } from '../../platform/mail-moment.ts';
import { addressOf, boldLogin, button, note, paragraph } from '../../platform/mail-parts.ts';
import { mailSentence } from '../../platform/mail-sentence.ts';
import type { MailContent } from '../../platform/mailer.ts';
import { plainMail, plainSignature } from '../../platform/plain-mail.ts';
import type { Text } from '../../platform/texts.ts';
import { unlinkedName } from '../../platform/unlinked.ts';
import type { Side } from './email-change-link.ts';

export interface EmailChangeMailData {
  readonly organizationName: string;
  readonly from: string;
  readonly to: string;
  /** Which of the two addresses this mail goes to. */
  readonly side: Side;
  /** Where it is confirmed or stopped, token included; opening it does neither. */
  readonly link: string;
  readonly expiresAt: Date;
  /** The IANA name of the zone in which that is told. */
  readonly timeZone: string;
  /** The origin of the public pages. */
  readonly publicUrl: string;
}

/** Asks one of the two addresses to confirm that an account moves from the old to the new. */
export function emailChangeMail(t: Text, data: EmailChangeMailData): MailContent {
  const organization = unlinkedName(data.organizationName);
  const until = mailMoment(t, data.expiresAt, data.timeZone);
  const intro = ({ from, to }: { from: string; to: string }) =>
    t(`mail:emailChange.${data.side}.intro`, { organization, from, to });
  const why = t(`mail:emailChange.${data.side}.why`);
  return {
    subject: t('mail:emailChange.subject', { organization }),
    html: mailLayout(t, {
      preheader: t('mail:emailChange.preheader'),
      organizationName: data.organizationName,
      publicUrl: data.publicUrl,
      heading: t('mail:emailChange.heading'),
      content: html`${paragraph(mailSentence(intro, { from: boldLogin(data.from), to: boldLogin(data.to) }))}
      ${button(t('mail:emailChange.button'), data.link)} ${note(t('mail:emailChange.until', { until }))}
      ${addressOf(t, data.link)}`,
      footer: html`${why}`,
    }),
    text: plainMail([
      intro(data),
      [`${t('mail:emailChange.button')}:`, data.link],
      t('mail:emailChange.until', { until }),
      why,
      plainSignature(t, data),
    ]),
  };
}
