import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { grantStateSchema } from './grants.ts';
import { updateRequestSchema } from './identities.ts';
import { mailSchema } from './outbox.ts';
import { personAbilitiesSchema, registeredSchema } from './registry.ts';
import {
  accountStateSchema,
  idParams,
  idSchema,
  instantSchema,
  languageSchema,
  listQuery,
  pageOf,
  personSchema,
  populationSchema,
} from './shared-schemas.ts';
import { usernameSchema } from './username.ts';

const personDetailSchema = registeredSchema
  .extend({
    /** What a change names. */
    version: z.int(),
    language: z.string(),
    isFounder: z.boolean(),
    /** The caller's own page. */
    isSelf: z.boolean(),
    activatedAt: instantSchema.nullable(),
    /** What they were asked last to look at again; null: nothing, or the caller reads no identities. */
    updateRequest: updateRequestSchema.nullable(),
    /** Their newest invitation. */
    invitation: z
      .object({ id: idSchema, at: instantSchema, by: z.string().nullable(), state: z.string() })
      .nullable(),
    validatedAt: instantSchema.nullable(),
    /** Null: nothing is in force, or it took effect by itself. */
    validatedBy: z.string().nullable(),
    alias: z.string().nullable(),
    /** Of the version in force, what the caller may see. */
    fields: z.record(z.string(), z.unknown()),
    /** Fields that hold something which is shown on purpose only. */
    hidden: z.array(z.string()),
    /** The version whose content this is; null: nothing is in force. */
    versionInForce: z.int().nullable(),
    /** What the caller may do here now. */
    abilities: personAbilitiesSchema.extend({
      change: z.boolean(),
      erase: z.boolean(),
      export: z.boolean(),
      reveal: z.boolean(),
      handOver: z.boolean(),
    }),
  })
  .meta({ id: 'PersonDetail' });
export type PersonDetail = z.output<typeof personDetailSchema>;

export const getAccount = defineRoute({
  name: 'getAccount',
  method: 'GET',
  path: '/accounts/{id}',
  permission: 'user-management:access',
  summary: 'One person: the account, what the caller may see of the identity in force, and what they may do.',
  params: idParams,
  status: 200,
  answer: personDetailSchema,
  errors: ['not_found'],
});

export const changeAccount = defineRoute({
  name: 'changeAccount',
  method: 'PATCH',
  path: '/accounts/{id}',
  permission: 'user-management:can_register_identity',
  summary:
    'Changes what others may change of an account; the email is changed by its person, or corrected before they join.',
  params: idParams,
  body: z.strictObject({
    version: z.int32(),
    username: usernameSchema.optional(),
    population: populationSchema.optional(),
    language: languageSchema.optional(),
  }),
  status: 200,
  answer: personDetailSchema,
  errors: ['not_found', 'founder_stays', 'stale_version', 'not_possible_now', 'not_acceptable'],
  idempotent: true,
});

/** Where an account is after an act on its life. */
const movedSchema = z.object({ id: idSchema, state: accountStateSchema });

const lifeErrors = ['not_found', 'own_account', 'founder_stays', 'not_possible_now'] as const;

export const suspendAccount = defineRoute({
  name: 'suspendAccount',
  method: 'POST',
  path: '/accounts/{id}/suspend',
  permission: 'user-management:can_suspend',
  summary:
    'Closes every door to an active account for now: its sessions end within a second, its keys and links open nothing.',
  params: idParams,
  status: 200,
  answer: movedSchema,
  errors: lifeErrors,
  idempotent: true,
});

export const reactivateAccount = defineRoute({
  name: 'reactivateAccount',
  method: 'POST',
  path: '/accounts/{id}/reactivate',
  permission: 'user-management:can_suspend',
  summary: 'Ends a suspension. What ended with it, as sessions and links, stays ended.',
  params: idParams,
  status: 200,
  answer: movedSchema,
  errors: lifeErrors,
  idempotent: true,
});

export const closeAccount = defineRoute({
  name: 'closeAccount',
  method: 'POST',
  path: '/accounts/{id}/close',
  permission: 'user-management:can_close',
  summary: 'Ends an account for good; email, username and personal code stay taken.',
  params: idParams,
  status: 200,
  answer: movedSchema,
  errors: lifeErrors,
  idempotent: true,
});

export const eraseAccount = defineRoute({
  name: 'eraseAccount',
  method: 'POST',
  path: '/accounts/{id}/erase',
  permission: 'user-management:can_erase',
  fresh: true,
  summary:
    'Erases a person: every row about them. The acts of the activity stay, without names, values or addresses.',
  params: idParams,
  status: 204,
  errors: ['not_found', 'own_account', 'founder_stays'],
  idempotent: true,
});

const { cursor, limit } = listQuery;

const sentMailSchema = mailSchema.omit({ subject: true }).extend({
  /** As it was sent; null while it waits. */
  subject: z.string().nullable(),
  state: z.enum(['queued', 'sending', 'sent', 'refused', 'kept', 'dropped']),
  /** What the mail server said. */
  response: z.string().nullable(),
  finishedAt: instantSchema.nullable(),
  bouncedAt: instantSchema.nullable(),
});
export type SentMail = z.output<typeof sentMailSchema>;

const versionSchema = z
  .object({
    version: z.int(),
    state: z.enum(['draft', 'submitted', 'returned', 'withdrawn', 'validated']),
    inForce: z.boolean(),
    savedAt: instantSchema,
    /** Null: nobody knows, or their data was erased. */
    savedBy: z.string().nullable(),
    submittedAt: instantSchema.nullable(),
    decidedAt: instantSchema.nullable(),
    /** Null also for what took effect by itself. */
    decidedBy: z.string().nullable(),
  })
  .meta({ id: 'IdentityVersion' });
export type IdentityVersion = z.output<typeof versionSchema>;

export const listIdentityVersions = defineRoute({
  name: 'listIdentityVersions',
  method: 'GET',
  path: '/accounts/{id}/identity/versions',
  permission: 'user-management:access',
  summary:
    'The versions of an identity, newest first: who saved and who decided when, nothing of what they hold.',
  params: idParams,
  status: 200,
  answer: z.object({ items: z.array(versionSchema) }),
  errors: ['not_found'],
});

const sourceSchema = z.object({
  /** The grant's; for the founder's, which has no row, the account's. */
  id: idSchema,
  kind: z.enum(['founder', 'manual']),
  /** Null: the founder, or somebody whose data was erased. */
  grantedBy: z.string().nullable(),
  reason: z.string().nullable(),
  grantedAt: instantSchema.nullable(),
  from: instantSchema.nullable(),
  until: instantSchema.nullable(),
  /** When it was withdrawn or lapsed. */
  endedAt: instantSchema.nullable(),
  state: grantStateSchema,
});

const accessSchema = z
  .object({
    /** Why nothing opens, whatever is granted; null: what is in force opens. */
    closed: z.enum(['account_not_active', 'identity_not_validated']).nullable(),
    permissions: z.array(
      z.object({
        application: z.string(),
        permission: z.string(),
        /** One of its sources is in force; opens unless everything is closed. */
        held: z.boolean(),
        /** Newest first, the ended ones last; empty: never had it. */
        sources: z.array(sourceSchema),
        /** The caller may grant it to this person now. */
        grantable: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Access' });
export type Access = z.output<typeof accessSchema>;
export type AccessSource = z.output<typeof sourceSchema>;

export const getAccess = defineRoute({
  name: 'getAccess',
  method: 'GET',
  path: '/accounts/{id}/access',
  permission: 'user-management:access',
  summary: 'Each permission there is with its sources, or that it is missing: why somebody may, and why not.',
  params: idParams,
  status: 200,
  answer: accessSchema,
  errors: ['not_found'],
});

export const listMailsTo = defineRoute({
  name: 'listMailsTo',
  method: 'GET',
  path: '/accounts/{id}/mails',
  permission: 'user-management:access',
  summary: 'The mails to somebody, newest first.',
  params: idParams,
  query: z.strictObject({ cursor, limit }),
  status: 200,
  answer: pageOf(sentMailSchema),
  errors: ['not_found'],
});

export const getMail = defineRoute({
  name: 'getMail',
  method: 'GET',
  path: '/mails/{id}',
  permission: 'user-management:access',
  summary: 'One mail as it reads, without its link: that is its recipient’s alone.',
  params: idParams,
  status: 200,
  answer: sentMailSchema.extend({
    account: personSchema,
    /** Null: what it was about has moved on, so that it can’t be read again. */
    content: z.object({ html: z.string(), text: z.string() }).nullable(),
  }),
  errors: ['not_found'],
});

export const handOverFounding = defineRoute({
  name: 'handOverFounding',
  method: 'POST',
  path: '/organization/founder',
  permission: 'founder',
  fresh: true,
  summary:
    'Hands the founder’s role over to a member with an active account and a validated identity. Whoever had it keeps nothing but what they were granted.',
  body: z.strictObject({ account: idSchema }),
  status: 204,
  errors: ['not_acceptable', 'not_possible_now'],
  idempotent: true,
});
