import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { instantSchema, passwordSchema, tokenSchema } from './shared-schemas.ts';
import { sessionSchema } from './sessions.ts';

const tokenBody = z.strictObject({ token: tokenSchema });
const linkErrors = ['link_unknown', 'invitation_used', 'invitation_revoked', 'invitation_expired'] as const;

export const inspectInvitation = defineRoute({
  name: 'inspectInvitation',
  method: 'POST',
  path: '/join/inspect',
  permission: 'public',
  summary: 'What a link invites to; changes nothing.',
  body: tokenBody,
  status: 200,
  answer: z.object({
    /** `expired` links answer 200 so that their page can name whom to ask and offer a new one. */
    state: z.enum(['open', 'expired']),
    organization: z.object({ name: z.string(), slug: z.string() }),
    /** Null when the organization itself invited, or the inviter has gone. */
    inviter: z.string().nullable(),
    email: z.string(),
    username: z.string(),
    message: z.string().nullable(),
    language: z.string(),
    expiresAt: instantSchema,
    /** The name of another account that is signed in in this browser, if one is. */
    signedInAs: z.string().nullable(),
  }),
  errors: ['link_unknown', 'invitation_used', 'invitation_revoked'],
});

export const openInvitation = defineRoute({
  name: 'openInvitation',
  method: 'POST',
  path: '/join/opened',
  permission: 'public',
  summary: 'Says that a person, not a scanner, looks at the page (first pointer or key event).',
  body: tokenBody,
  status: 204,
  errors: ['link_unknown'],
});

export const joinOrganization = defineRoute({
  name: 'joinOrganization',
  method: 'POST',
  path: '/join',
  permission: 'public',
  summary: 'Sets the first password and signs in. Spends the link.',
  body: z.strictObject({ token: tokenSchema, password: passwordSchema }),
  status: 201,
  answer: sessionSchema,
  errors: [...linkErrors, 'not_acceptable', 'signed_in_as_another', 'overloaded'],
});

export const declineInvitation = defineRoute({
  name: 'declineInvitation',
  method: 'POST',
  path: '/join/decline',
  permission: 'public',
  summary: '"This is not me": ends the invitation and tells the inviter.',
  body: tokenBody,
  status: 204,
  errors: [...linkErrors],
});

export const renewInvitation = defineRoute({
  name: 'renewInvitation',
  method: 'POST',
  path: '/join/renew',
  permission: 'public',
  summary: 'Asks for a new link, sent to the stored address. The same answer whatever the link is.',
  body: tokenBody,
  status: 202,
  answer: z.object({}),
  errors: [],
});
