import { html } from './html.ts';
import { mailLayout } from './mail-layout.ts';
import { addressOf, button, paragraph } from './mail-parts.ts';
import type { MailVoice } from './mail-voice.ts';
import type { MailContent } from './mailer.ts';
import { plainMail, plainSignature } from './plain-mail.ts';

export interface NoticeMailData {
  readonly organizationName: string;
  /** Where the button leads; the address does nothing by itself. */
  readonly pageUrl: string;
  /** The origin of the public pages. */
  readonly publicUrl: string;
}

export interface NoticeWords {
  readonly subject: string;
  readonly heading: string;
  readonly intro: string;
  readonly button: string;
  readonly why: string;
}

/** A mail that says what happened, and leads to one page. */
export function noticeMail(t: MailVoice, data: NoticeMailData, words: NoticeWords): MailContent {
  const { organizationName, publicUrl, pageUrl } = data;
  return {
    subject: words.subject,
    html: mailLayout(t, {
      preheader: words.intro,
      organizationName,
      publicUrl,
      heading: words.heading,
      content: html`${paragraph(words.intro)} ${button(words.button, pageUrl)} ${addressOf(t, pageUrl)}`,
      footer: html`${words.why}`,
    }),
    text: plainMail([
      words.heading,
      words.intro,
      [`${words.button}:`, pageUrl],
      words.why,
      plainSignature(t, data),
    ]),
  };
}
