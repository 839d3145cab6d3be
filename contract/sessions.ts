import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import {
  accountStateSchema,
  idParams,
  idSchema,
  identityStateSchema,
  instantSchema,
  passwordSchema,
  tokenSchema,
} from './shared-schemas.ts';
import { lookSchema } from './look.ts';
import { slugSchema } from './slug.ts';

/** Why a tile of Home does not open. */
const lockReasonSchema = z.enum(['identity_not_validated', 'not_granted']);

export const sessionSchema = z
  .object({
    account: z.object({
      id: idSchema,
      email: z.string(),
      username: z.string(),
      name: z.string(),
      state: accountStateSchema,
      language: z.string(),
      isFounder: z.boolean(),
    }),
    organization: z.object({
      id: idSchema,
      name: z.string(),
      slug: z.string(),
      timeZone: z.string(),
      ...lookSchema.shape,
    }),
    identity: z.object({ state: identityStateSchema, personalCode: z.string().nullable() }),
    /** The permissions in force now, as `application:permission`. */
    permissions: z.array(z.string()),
    /** Of each permission that ends by itself its last day, in the organization's time zone: nobody gives it for longer. */
    heldUntil: z.record(z.string(), z.string()),
    applications: z.array(z.object({ slug: z.string(), locked: lockReasonSchema.nullable() })),
    mail: z.enum(['smtp', 'outbox']),
    expiresAt: instantSchema,
    /** Whether what needs a fresh sign-in is open; where it isn't, those routes answer 428. */
    hasFreshSignIn: z.boolean(),
  })
  .meta({ id: 'Session' });
export type Session = z.output<typeof sessionSchema>;

export const getSession = defineRoute({
  name: 'getSession',
  method: 'GET',
  path: '/session',
  permission: 'signed-in',
  summary: 'Who am I, and what may I open.',
  status: 200,
  answer: sessionSchema,
  errors: [],
});

const loginSchema = z.string().min(1).max(254);

export const signIn = defineRoute({
  name: 'signIn',
  method: 'POST',
  path: '/session',
  permission: 'public',
  summary: 'Signs in by email or username.',
  body: z.strictObject({
    organization: slugSchema.optional(),
    login: loginSchema,
    password: z.string().min(1).max(1024),
    staySignedIn: z.boolean().optional(),
  }),
  status: 201,
  answer: sessionSchema,
  errors: ['wrong_credentials', 'organization_needed', 'account_suspended', 'overloaded'],
});

export const signOut = defineRoute({
  name: 'signOut',
  method: 'DELETE',
  path: '/session',
  permission: 'signed-in',
  summary: 'Ends this session.',
  status: 204,
  errors: [],
});

const sessionLineSchema = z.object({
  id: idSchema,
  /** As their makers call them; null where the browser did not say. */
  device: z.object({ browser: z.string().nullable(), system: z.string().nullable() }),
  /** The network address it began from. No database of places is asked: where that is, its owner knows. */
  address: z.string().nullable(),
  /** What the address tells by itself: the machine that Foyer runs on, a closed network (office, home, VPN), or neither. */
  place: z.enum(['this_machine', 'closed_network', 'internet']).nullable(),
  /** It began from the network that this call comes from. */
  sameNetwork: z.boolean(),
  createdAt: instantSchema,
  lastSeenAt: instantSchema,
  expiresAt: instantSchema,
  /** The one that asks. */
  current: z.boolean(),
});
export type SessionLine = z.output<typeof sessionLineSchema>;

export const listSessions = defineRoute({
  name: 'listSessions',
  method: 'GET',
  path: '/sessions',
  permission: 'signed-in',
  summary: 'Where the caller is signed in, this session first. Nobody sees the sessions of another.',
  status: 200,
  answer: z.object({ items: z.array(sessionLineSchema) }),
  errors: [],
});

export const endOneSession = defineRoute({
  name: 'endOneSession',
  method: 'DELETE',
  path: '/sessions/{id}',
  permission: 'signed-in',
  summary: 'Ends one session of the caller.',
  params: idParams,
  status: 204,
  errors: ['not_found'],
  idempotent: true,
});

export const endOtherSessions = defineRoute({
  name: 'endOtherSessions',
  method: 'DELETE',
  path: '/sessions',
  permission: 'signed-in',
  summary: 'Ends every session of the caller but this one.',
  status: 204,
  errors: [],
  idempotent: true,
});

export const confirmPassword = defineRoute({
  name: 'confirmPassword',
  method: 'POST',
  path: '/session/fresh',
  permission: 'signed-in',
  summary:
    'Gives the password once more: for ten minutes this opens what needs a fresh sign-in. A new cookie.',
  body: z.strictObject({ password: z.string().min(1).max(1024) }),
  status: 204,
  errors: ['not_acceptable', 'overloaded'],
});

export const askForPasswordReset = defineRoute({
  name: 'askForPasswordReset',
  method: 'POST',
  path: '/password-resets',
  permission: 'public',
  summary: 'Sends a reset link to the stored address, if the account exists. The same answer either way.',
  body: z.strictObject({ organization: slugSchema.optional(), login: loginSchema }),
  status: 202,
  answer: z.object({}),
  errors: ['organization_needed'],
});

export const inspectPasswordReset = defineRoute({
  name: 'inspectPasswordReset',
  method: 'POST',
  path: '/password-resets/inspect',
  permission: 'public',
  summary: 'Whether a reset link still sets a password, and whose; changes nothing.',
  body: z.strictObject({ token: tokenSchema }),
  status: 200,
  answer: z.object({
    organization: z.object({ name: z.string() }),
    /** What the new password must not be made of. */
    email: z.string(),
    username: z.string(),
    language: z.string(),
  }),
  errors: ['link_unknown', 'link_used', 'link_expired'],
});

export const completePasswordReset = defineRoute({
  name: 'completePasswordReset',
  method: 'POST',
  path: '/password-resets/complete',
  permission: 'public',
  summary: 'Sets a new password by the mailed link; every session of the account ends.',
  body: z.strictObject({ token: tokenSchema, password: passwordSchema }),
  status: 204,
  errors: ['link_unknown', 'link_used', 'link_expired', 'not_acceptable', 'overloaded'],
});

export const changePassword = defineRoute({
  name: 'changePassword',
  method: 'PUT',
  path: '/me/password',
  permission: 'signed-in',
  summary: 'Changes the password; the other sessions end.',
  body: z.strictObject({ current: z.string().max(1024), password: passwordSchema }),
  status: 204,
  errors: ['not_acceptable', 'overloaded'],
  idempotent: true,
});

export const checkNewPassword = defineRoute({
  name: 'checkNewPassword',
  method: 'POST',
  path: '/password-checks',
  permission: 'public',
  summary: 'How strong a new password is, and what speaks against it. Nothing is kept.',
  body: z.strictObject({
    password: passwordSchema,
    /** Words that the password must not be made of: email, username, name of the organization. */
    about: z.array(z.string().max(254)).max(6).optional(),
  }),
  status: 200,
  answer: z.object({
    score: z.int().min(0).max(4),
    length: z.int(),
    problems: z.array(z.object({ code: z.string(), message: z.string() })),
  }),
  errors: ['overloaded'],
});

export const suggestPassphrase = defineRoute({
  name: 'suggestPassphrase',
  method: 'GET',
  path: '/passphrases',
  permission: 'public',
  summary: 'A random passphrase to take or leave. Nothing is kept.',
  status: 200,
  answer: z.object({ passphrase: z.string() }),
  errors: [],
});
