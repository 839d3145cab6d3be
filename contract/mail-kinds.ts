import { z } from 'zod';

/** Every kind of mail that Foyer sends. */
export const mailKinds = [
  'invitation',
  'reminder',
  'password_reset',
  'password_changed',
  'new_device',
  'email_change_old',
  'email_change_new',
  'invitation_declined',
  'renewal_asked',
  'identity_asked',
  'identity_update_asked',
  'identity_returned',
  'identity_validated',
  'founding_received',
  'founding_given',
  'mail_way_changed',
] as const;
export type MailKind = (typeof mailKinds)[number];

export const mailKindSchema = z.enum(mailKinds);
