import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { emailAddressSchema } from './email-address.ts';
import { channelSchema, invitationSchema } from './invitations.ts';
import { allPermissions, applicationSlugs } from './permissions.ts';
import { messageSchema } from './plain-text.ts';
import {
  accountStateSchema,
  dateSchema,
  idSchema,
  instantSchema,
  languageSchema,
  populationSchema,
} from './shared-schemas.ts';
import { usernameSchema } from './username.ts';

const permissionNames = [...new Set(allPermissions.map((permission) => permission.split(':')[1] ?? ''))];

/** One right that the new account gets, effective once its identity is validated. */
export const grantRequestSchema = z.strictObject({
  application: z.enum(applicationSlugs),
  permission: z.enum(permissionNames),
  from: dateSchema.optional(),
  until: dateSchema.optional(),
});

/** One person of a registration. The operation takes an array of these; this route hands it one. */
export const personRequestSchema = z.strictObject({
  account: z.strictObject({
    email: emailAddressSchema,
    username: usernameSchema.optional(),
    population: populationSchema.optional(),
    language: languageSchema.optional(),
  }),
  grants: z.array(grantRequestSchema).max(100).optional(),
  delivery: z.strictObject({
    channel: channelSchema,
    message: messageSchema.optional(),
    /** Email only: not before this instant. */
    sendAt: instantSchema.optional(),
  }),
});
export type PersonRequest = z.output<typeof personRequestSchema>;

export const registerPerson = defineRoute({
  name: 'registerPerson',
  method: 'POST',
  path: '/registrations',
  permission: 'user-registration:access',
  summary: 'Registers one person: the account, what it is granted, and the invitation.',
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
    /** Only with the channel `link`, and only once. */
    link: z.string().optional(),
  }),
  errors: ['not_acceptable'],
  idempotent: true,
});
