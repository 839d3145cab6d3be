import type { MailContent } from '../../platform/mailer.ts';

/** A mail's HTML for a page of ours, which can't reach what came with the mail: its pictures stand in it. */
export function inlinePictures(html: string, pictures: MailContent['pictures'] = []): string {
  return pictures.reduce(
    (shown, { id, mediaType, image }) =>
      shown.replaceAll(`src="cid:${id}"`, `src="data:${mediaType};base64,${image.toString('base64')}"`),
    html,
  );
}
