import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { emailAddressSchema } from './email-address.ts';
import { sendingErrors } from './errors.ts';
import { grantRequestSchema } from './grant-request.ts';
import { identityCandidateSchema } from './identity-candidates.ts';
import { fieldChangesSchema, validateSchema } from './identities.ts';
import { channelSchema } from './invitation-filter.ts';
import { invitationSchema } from './invitations.ts';
import { messageSchema } from './plain-text.ts';
import {
  accountStateSchema,
  idSchema,
  identityStateSchema,
  languageSchema,
  populationSchema,
  sendAtSchema,
  timeZoneSchema,
} from './shared-schemas.ts';
import { usernameSchema } from './username.ts';

/** One person of a registration. The operation takes an array of these; this route hands it one. */
export const personRequestSchema = z.strictObject({
  account: z.strictObject({
    email: emailAddressSchema,
    username: usernameSchema.optional(),
    population: populationSchema.optional(),
    language: languageSchema.optional(),
    /** Absent: the organization's. */
    timeZone: timeZoneSchema.optional(),
  }),
  /** Complete registration: the personal data, by the organization's form. Needs `user-management:can_register_identity`. */
  identity: z.strictObject({ fields: fieldChangesSchema, validate: validateSchema }).optional(),
  grants: z.array(grantRequestSchema).max(100).optional(),
  delivery: z.strictObject({
    channel: channelSchema,
    message: messageSchema.optional(),
    /** Email only: not before this instant, or this time on a clock in the person's time zone. */
    sendAt: sendAtSchema.optional(),
  }),
});
export type PersonRequest = z.output<typeof personRequestSchema>;

export const registerPerson = defineRoute({
  name: 'registerPerson',
  method: 'POST',
  path: '/registrations',
  permission: 'user-registration:access',
  summary:
    'Registers one person: the account, the identity, what is granted, and the invitation; all of it or nothing.',
  body: personRequestSchema,
  status: 201,
  answer: z.object({
    account: z.object({
      id: idSchema,
      email: z.string(),
      username: z.string(),
      population: populationSchema,
      language: z.string(),
      state: accountStateSchema,
    }),
    invitation: invitationSchema,
    /** Only if one was sent: in force at once if the caller may validate identities, else it waits for a reviewer. */
    identity: z.object({ state: identityStateSchema, personalCode: z.string().nullable() }).optional(),
    /**
     * Why the mail leaves later than asked. `clock_change`: the clock in the person's time zone jumps over that time.
     * `daily_limit`: today's mails are used up; `invitation.sendAt` is the next day with room.
     */
    moved: z.enum(['clock_change', 'daily_limit']).nullable(),
    /** Only with the channel `link`, and only once. */
    link: z.string().optional(),
  }),
  errors: ['not_acceptable', ...sendingErrors],
  idempotent: true,
});

/** Somebody in the registry who may be the same person, and what speaks for it. */
export const similarPersonSchema = z.object({
  person: identityCandidateSchema,
  /** `email`: the personal email is that of their account. `username`: their account is called as the name would give. */
  matches: z.array(z.enum(['email', 'birth_date', 'name', 'username'])),
});
export type SimilarPerson = z.output<typeof similarPersonSchema>;

export const checkRegistration = defineRoute({
  name: 'checkRegistration',
  method: 'POST',
  path: '/registrations/check',
  permission: 'user-registration:access',
  summary:
    'What `POST /registrations` would refuse of this, and who in the registry may be the same person. Nothing is written; ' +
    'registering decides.',
  body: personRequestSchema,
  status: 200,
  answer: z.object({
    /** That the account would have. */
    username: z.string(),
    /** At most three, the likeliest first; nobody without an identity in the request. */
    similar: z.array(similarPersonSchema),
  }),
  errors: ['not_acceptable'],
});
