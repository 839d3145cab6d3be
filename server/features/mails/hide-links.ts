import type { MailContent } from '../../platform/mailer.ts';

/** Stands in a mail that is looked at later where its link was: it is never made again for anybody but its recipient. */
export const hiddenLink = 'https://link.invalid/hidden';

const address = hiddenLink.replaceAll('.', String.raw`\.`);
const attribute = new RegExp(` href="${address}"`, 'g');

/** The same mail with these words in place of its link. */
export function hideLinks({ html, text }: MailContent, words: string): { html: string; text: string } {
  return {
    html: html.replaceAll(attribute, '').replaceAll(hiddenLink, words),
    text: text.replaceAll(hiddenLink, words),
  };
}
