import type { Tx } from '../../platform/database.ts';
import type { Texts } from '../../platform/texts.ts';
import { findVoice } from '../mails/find-voice.ts';
import { inlinePictures } from '../mails/inline-pictures.ts';
import { organizationSettings } from '../organizations/organization-settings.ts';
import { pagesAddress } from '../organizations/pages-address.ts';
import { senderOf } from '../organizations/sender.ts';
import type { MailEnvironment } from '../organizations/sender.ts';
import type { Actor } from '../sessions/actor.ts';
import { invitationMail } from './invitation-mail.ts';

const day = 86_400_000;

interface PreviewOptions {
  readonly language?: string | undefined;
  readonly message?: string | undefined;
  readonly username?: string | undefined;
  /** RFC 3339; its link lives from then on, or from now. */
  readonly sendAt?: string | undefined;
}

/** The mail as it would look; its link leads nowhere. */
export async function previewInvitation(
  tx: Tx,
  parts: { readonly texts: Texts } & Pick<MailEnvironment, 'publicUrl' | 'mailFrom'>,
  actor: Actor,
  { language, message, username, sendAt }: PreviewOptions,
) {
  const { texts, publicUrl } = parts;
  const { invitationDays, timeZone, name, language: usual } = await organizationSettings(tx);
  const which = { kind: 'invitation', language: language ?? usual } as const;
  const { t, facts, pictures } = await findVoice(tx, texts, which);
  const mail = invitationMail(t, {
    organizationName: name,
    inviterName: actor.name,
    message: message?.trim() || undefined,
    link: `${await pagesAddress(tx, publicUrl)}/join`,
    username: username ?? '',
    expiresAt: new Date(Math.max(Date.now(), Date.parse(sendAt ?? '') || 0) + invitationDays * day),
    timeZone,
    publicUrl: publicUrl.origin,
  });
  return {
    ...mail,
    html: inlinePictures(mail.html, pictures),
    sender: senderOf(facts, parts).address,
    validDays: invitationDays,
  };
}
