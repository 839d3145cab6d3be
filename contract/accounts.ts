import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { accountStateSchema, identityStateSchema, personSchema } from './shared-schemas.ts';

/** A code of `locales/<language>/errors.json`, with its text. */
const reasonSchema = z.object({ code: z.string(), message: z.string() });

const verdictSchema = z.object({
  state: z.enum(['available', 'taken', 'invalid']),
  /** With a name that is free: whose it is easily taken for. */
  reason: reasonSchema.optional(),
  /** For a taken username: free ones. For an email: the address without its likely typo. */
  suggestions: z.array(z.string()).optional(),
});

export const checkAvailability = defineRoute({
  name: 'checkAvailability',
  method: 'GET',
  path: '/availability',
  permission: 'user-registration:access',
  summary: 'Whether an email or a username is free. Advice only: registering decides.',
  query: z.strictObject({
    email: z.string().max(1000).optional(),
    username: z.string().max(1000).optional(),
  }),
  status: 200,
  answer: z.object({
    email: verdictSchema.optional(),
    username: verdictSchema.optional(),
    /** What the username would be if none were given; only with a valid email. */
    derivedUsername: z.string().optional(),
    derivedReason: reasonSchema.optional(),
  }),
  errors: [],
});

export const changeMe = defineRoute({
  name: 'changeMe',
  method: 'PATCH',
  path: '/me',
  permission: 'signed-in',
  summary: 'Changes the caller’s own account: the language of the pages and of the mails to them.',
  body: z.strictObject({ language: z.string().max(35) }),
  status: 204,
  errors: ['not_acceptable'],
});

export const foundPersonSchema = personSchema.extend({
  personalCode: z.string().nullable(),
  state: accountStateSchema,
  identityState: identityStateSchema,
});
export type FoundPerson = z.output<typeof foundPersonSchema>;

export const searchPeople = defineRoute({
  name: 'searchPeople',
  method: 'GET',
  path: '/search',
  permission: 'signed-in',
  summary:
    'At most ten people by name, email, username or personal code; nobody for callers who have no page with people on it.',
  query: z.strictObject({ query: z.string().max(254).default('') }),
  status: 200,
  answer: z.object({ people: z.array(foundPersonSchema) }),
  errors: [],
});
