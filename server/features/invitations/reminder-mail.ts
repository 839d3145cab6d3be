import { mailLayout } from '../../platform/mail-layout.ts';
import { html } from '../../platform/html.ts';
import { mailDay, mailMoment } from '../../platform/mail-moment.ts';
import { addressOf, anchor, boldLogin, button, note, paragraph } from '../../platform/mail-parts.ts';
import { mailSentence } from '../../platform/mail-sentence.ts';
import type { MailContent } from '../../platform/mailer.ts';
import { plainMail, plainSignature } from '../../platform/plain-mail.ts';
import type { Text } from '../../platform/texts.ts';
import { unlinkedName } from '../../platform/unlinked.ts';
import type { InvitationMailData } from './invitation-mail.ts';

export type ReminderMailData = Omit<InvitationMailData, 'message'> & {
  /** The database's clock, by which "until Sunday" is this Sunday. */
  readonly now: Date;
};

/** "Your place is still open until Sunday": the same link once more, and few words. */
export function reminderMail(t: Text, data: ReminderMailData): MailContent {
  const { expiresAt, timeZone, link } = data;
  const organization = unlinkedName(data.organizationName);
  const inviter = unlinkedName(data.inviterName);
  const day = mailDay(t, expiresAt, { timeZone, now: data.now });
  const until = mailMoment(t, expiresAt, timeZone);
  const validity = (values: { until: string; username: string }) => t('mail:invitation.until', values);
  return {
    subject: t('mail:reminder.subject', { organization, day }),
    html: mailLayout(t, {
      preheader: t('mail:reminder.preheader', { organization, inviter }),
      organizationName: data.organizationName,
      publicUrl: data.publicUrl,
      heading: t('mail:reminder.heading', { day }),
      content: html`${paragraph(t('mail:reminder.intro', { organization, inviter }))}
      ${button(t('mail:invitation.button'), link)}
      ${note(
        mailSentence((values) => validity({ ...values }), { until, username: boldLogin(data.username) }),
      )}
      ${addressOf(t, link)}`,
      footer: mailSentence((values) => t('mail:reminder.whyOrTellUs', values), {
        inviter,
        tellUs: anchor(data.notMeLink ?? link, t('mail:invitation.tellUs')),
      }),
    }),
    text: plainMail([
      t('mail:reminder.heading', { day }),
      t('mail:reminder.intro', { organization, inviter }),
      [`${t('mail:invitation.button')}:`, link],
      validity({ until, username: data.username }),
      t('mail:reminder.why', { inviter }),
      data.notMeLink === undefined ? undefined : [t('mail:invitation.tellUsPlain'), data.notMeLink],
      plainSignature(t, data),
    ]),
  };
}
