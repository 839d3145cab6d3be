import type { Tx } from '../../platform/database.ts';
import type { Texts } from '../../platform/texts.ts';
import { findVoice } from './find-voice.ts';
import { hideLinks } from './hide-links.ts';
import { inlinePictures } from './inline-pictures.ts';
import type { MailHandlers, StoredMail } from './mail-kinds.ts';

/**
 * A mail as it reads by today's words and names, its link hidden: that is its recipient's alone (ruling 8). Undefined where
 * what it was about has moved on too far.
 */
export async function recallMail(
  tx: Tx,
  { mailHandlers, texts }: { readonly mailHandlers: MailHandlers; readonly texts: Texts },
  mail: StoredMail,
): Promise<{ html: string; text: string } | undefined> {
  const { t, pictures } = await findVoice(tx, texts, mail);
  const { recall, render } = mailHandlers[mail.kind];
  const content = await (recall ?? render)(tx, mail, t);
  if (!content) return undefined;
  const { html, text } = hideLinks(content, t('mail:linkHidden'));
  return { html: inlinePictures(html, pictures), text };
}
