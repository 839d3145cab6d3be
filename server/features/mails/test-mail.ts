import { html } from '../../platform/html.ts';
import { mailLayout } from '../../platform/mail-layout.ts';
import { paragraph } from '../../platform/mail-parts.ts';
import type { MailVoice } from '../../platform/mail-voice.ts';
import type { MailContent } from '../../platform/mailer.ts';
import { plainMail, plainSignature } from '../../platform/plain-mail.ts';
import { unlinkedName } from '../../platform/unlinked.ts';

interface TestMailData {
  readonly organizationName: string;
  /** The origin of the public pages. */
  readonly publicUrl: string;
}

/** Shows whoever sets up mail that it arrives, and how it looks. */
export function testMail(t: MailVoice, data: TestMailData): MailContent {
  const organization = unlinkedName(data.organizationName);
  return {
    subject: t('mail:testMail.subject', { organization }),
    html: mailLayout(t, {
      ...data,
      preheader: t('mail:testMail.intro', { organization }),
      heading: t('mail:testMail.heading'),
      content: paragraph(t('mail:testMail.intro', { organization })),
      footer: html`${t('mail:testMail.why')}`,
    }),
    text: plainMail([
      t('mail:testMail.intro', { organization }),
      t('mail:testMail.why'),
      plainSignature(t, data),
    ]),
  };
}
