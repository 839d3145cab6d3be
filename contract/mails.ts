import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { emailAddressSchema } from './email-address.ts';
import { instantSchema } from './shared-schemas.ts';

export const reportBounce = defineRoute({
  name: 'reportBounce',
  method: 'POST',
  path: '/mails/bounces',
  permission: 'user-registration:access',
  summary:
    'A mail came back later: for the webhook of a mail service, or a program that reads the mailbox of bounces. ' +
    'Says one of `messageId` (better) and `recipient`.',
  body: z.strictObject({
    /** The Message-ID of the mail that came back, with or without its angle brackets. */
    messageId: z.string().min(1).max(998).optional(),
    /** The address it was sent to: its newest mail is meant. */
    recipient: emailAddressSchema.optional(),
    /** When it came back; absent: now. A mail that was sent later is not marked. */
    at: instantSchema.optional(),
    /** What the other mail server said, in its words. */
    response: z.string().max(2000).optional(),
    /** False: it may still arrive, and nothing but the timeline changes. */
    permanent: z.boolean().default(true),
  }),
  status: 200,
  answer: z.object({
    /**
     * `marked`: the invitation is bounced now. `noted`: it stands in the timeline, the invitation goes on (a temporary
     * bounce, a newer link, or the person came in meanwhile). `unknown`: no mail of this organization fits.
     */
    outcome: z.enum(['marked', 'noted', 'unknown']),
  }),
  errors: ['not_acceptable'],
  idempotent: true,
});
