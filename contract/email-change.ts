import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { emailAddressSchema } from './email-address.ts';
import { instantSchema, tokenSchema } from './shared-schemas.ts';

/** Hours within which both addresses must confirm (P8). */
export const emailChangeHours = 24;

const changeSchema = z.object({
  /** The new address. */
  email: z.string(),
  oldConfirmed: z.boolean(),
  newConfirmed: z.boolean(),
  /** Another account has the address by now: the change waits for nothing any more, and is to be taken back. */
  taken: z.boolean(),
  expiresAt: instantSchema,
});

export const getEmailChange = defineRoute({
  name: 'getEmailChange',
  method: 'GET',
  path: '/me/email',
  permission: 'signed-in',
  summary: 'The address one signs in with, and the new one that waits for confirmation.',
  status: 200,
  answer: z.object({ email: z.string(), change: changeSchema.nullable() }),
  errors: [],
});

export const askForEmailChange = defineRoute({
  name: 'askForEmailChange',
  method: 'POST',
  path: '/me/email',
  permission: 'signed-in',
  fresh: true,
  summary: 'Asks for another email. Both addresses get a link; the old one stays until both have confirmed.',
  body: z.strictObject({ email: emailAddressSchema }),
  status: 202,
  answer: changeSchema,
  errors: ['not_acceptable'],
  idempotent: true,
});

export const cancelEmailChange = defineRoute({
  name: 'cancelEmailChange',
  method: 'DELETE',
  path: '/me/email',
  permission: 'signed-in',
  summary: 'Takes the change back that waits for confirmation; both links end.',
  status: 204,
  errors: ['not_found'],
  idempotent: true,
});

const linkErrors = ['link_unknown', 'link_used', 'link_expired'] as const;

export const inspectEmailChange = defineRoute({
  name: 'inspectEmailChange',
  method: 'POST',
  path: '/email-changes/inspect',
  permission: 'public',
  summary: 'What the link of a change of email is about; changes nothing.',
  body: z.strictObject({ token: tokenSchema }),
  status: 200,
  answer: z.object({
    organization: z.object({ name: z.string() }),
    from: z.string(),
    to: z.string(),
    /** Which of the two addresses the link was sent to. */
    side: z.enum(['old', 'new']),
    language: z.string(),
  }),
  errors: linkErrors,
});

export const confirmEmailChange = defineRoute({
  name: 'confirmEmailChange',
  method: 'POST',
  path: '/email-changes/confirm',
  permission: 'public',
  summary: 'Confirms for the address that the link was sent to; with the other’s, the new email counts.',
  body: z.strictObject({ token: tokenSchema }),
  status: 200,
  answer: z.object({
    /** Whether both have confirmed, so that the new email counts. */
    done: z.boolean(),
  }),
  errors: [...linkErrors, 'not_acceptable'],
});

export const refuseEmailChange = defineRoute({
  name: 'refuseEmailChange',
  method: 'POST',
  path: '/email-changes/refuse',
  permission: 'public',
  summary: '"This was not me": stops the change by the link of either address.',
  body: z.strictObject({ token: tokenSchema }),
  status: 204,
  errors: linkErrors,
});
