import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { formKeySchema } from './identity-form.ts';
import { identityCandidateSchema } from './identity-candidates.ts';
import { personNameSchema } from './plain-text.ts';
import { idParams, idSchema, identityStateSchema, instantSchema } from './shared-schemas.ts';

const line = z.string().max(200);

/** As it is written on a letter; which lines a country needs is left to who writes. */
export const addressSchema = z.strictObject({
  street: line.optional(),
  extra: line.optional(),
  postalCode: z.string().max(20).optional(),
  city: line.optional(),
  region: line.optional(),
  /** ISO 3166-1 alpha-2. */
  country: z.string().max(2).optional(),
});
export type Address = z.output<typeof addressSchema>;

/**
 * What a field holds: texts, days (`YYYY-MM-DD`), countries (`IT`) and phone numbers (`+39…`) as strings, several choices
 * as a list. Which of these a field takes says its type; null empties it.
 */
const valueSchema = z.union([
  z.string().max(8000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(100)).max(300),
  addressSchema,
]);
export type FieldValue = z.output<typeof valueSchema>;

/** What is changed: fields that are not named stay as they are. */
export const fieldChangesSchema = z.record(formKeySchema, valueSchema.nullable());
export type FieldChanges = z.output<typeof fieldChangesSchema>;

const valuesSchema = z.record(z.string(), valueSchema);

/** What of a version its reader may see. */
const contentSchema = z.object({
  version: z.int(),
  /** Privacy mode: what everybody sees instead of a name. */
  alias: z.string().nullable(),
  fields: valuesSchema,
  /** Fields that hold something which is shown on purpose only. */
  hidden: z.array(z.string()),
});

/** An identity under way that stands beside the version in force. */
export const pendingSchema = z.object({
  version: z.int(),
  state: z.enum(['draft', 'submitted', 'returned']),
});

/** Somebody's data that is in force is to be looked at again. */
export const updateRequestSchema = z
  .object({
    at: instantSchema,
    /** Null: somebody whose data was erased. */
    by: z.object({ id: idSchema, name: z.string() }).nullable(),
    /** Fields that are meant; empty: all. */
    fields: z.array(z.string()),
    note: z.string().nullable(),
    /** When it was handed in anew or said to be right; null: not yet. */
    answeredAt: instantSchema.nullable(),
  })
  .meta({ id: 'UpdateRequest' });
export type UpdateRequest = z.output<typeof updateRequestSchema>;

const identitySchema = contentSchema
  .extend({
    /** The account's. */
    id: idSchema,
    /** Of the version in force; while there is none, of the one under way. */
    state: identityStateSchema,
    personalCode: z.string().nullable(),
    /** The newest version, whose content this is: what a write names. 0: nothing was ever saved. */
    version: z.int(),
    /** Set while a newer version than the one in force is under way. */
    pending: pendingSchema.nullable(),
    /** By field, from when it is returned until it is handed in again; `alias` stands for the alias. */
    reasons: z.record(z.string(), z.string()),
    returnedBy: z.string().nullable(),
    /** When this version was last saved, and by whom. */
    savedAt: instantSchema.nullable(),
    savedBy: z.object({ id: idSchema, name: z.string() }).nullable(),
    /** Where the guided steps of a draft were left. */
    step: z.string().nullable(),
    submittedAt: instantSchema.nullable(),
    validatedAt: instantSchema.nullable(),
    /** Somebody else than its person may validate it. */
    hasReviewer: z.boolean(),
    /** What is in force, while a newer version is under way. */
    inForce: contentSchema.nullable(),
    /** The person is asked to look at it again, and has not answered yet. */
    asked: updateRequestSchema.nullable(),
  })
  .meta({ id: 'Identity' });
export type Identity = z.output<typeof identitySchema>;

/** Absent: whatever version there is. Who shows a form to a person names it, so that two devices don't overwrite each other. */
const versionSchema = z.int32().min(0).optional();
const aliasSchema = z.union([z.literal('').transform(() => null), z.null(), personNameSchema]);

export const getMyIdentity = defineRoute({
  name: 'getMyIdentity',
  method: 'GET',
  path: '/me/identity',
  permission: 'signed-in',
  summary:
    'One’s own digital identity: what is under way, else what is in force. Nothing of it is hidden from its person.',
  status: 200,
  answer: identitySchema,
  errors: [],
});

/** The guided step that is on screen after the save: the key of a section, or one of the page’s own. */
const stepSchema = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/);
const changes = { version: versionSchema, fields: fieldChangesSchema.optional() };
const draft = { ...changes, step: stepSchema.optional() };

export const saveMyIdentity = defineRoute({
  name: 'saveMyIdentity',
  method: 'PUT',
  path: '/me/identity',
  permission: 'signed-in',
  summary: 'Saves a draft: what is named is changed, the rest stays. What was submitted is a draft again.',
  body: z.strictObject({ ...draft, alias: aliasSchema.optional() }),
  status: 200,
  answer: identitySchema,
  errors: ['stale_version', 'not_acceptable'],
  idempotent: true,
});

export const submitMyIdentity = defineRoute({
  name: 'submitMyIdentity',
  method: 'POST',
  path: '/me/identity/submit',
  permission: 'signed-in',
  summary:
    'Hands it in, with a last change if one is sent. The founder’s first, and changes of nothing verified, are in force at ' +
    'once; anything else waits for a reviewer.',
  body: z.strictObject({ ...changes, alias: aliasSchema.optional() }),
  status: 200,
  answer: identitySchema,
  errors: ['stale_version', 'not_possible_now', 'not_acceptable'],
  idempotent: true,
});

/** Absent: validated if the caller may. False: left to a reviewer. True is refused to whoever may not. */
export const validateSchema = z.boolean().optional();

export const getIdentity = defineRoute({
  name: 'getIdentity',
  method: 'GET',
  path: '/accounts/{id}/identity',
  permission: 'user-management:can_register_identity',
  summary: 'The digital identity of someone, without what is hidden.',
  params: idParams,
  status: 200,
  answer: identitySchema.extend({ person: identityCandidateSchema }),
  errors: ['not_found'],
});

export const saveIdentity = defineRoute({
  name: 'saveIdentity',
  method: 'PUT',
  path: '/accounts/{id}/identity',
  permission: 'user-management:can_register_identity',
  summary: 'Saves a draft for someone: what is named is changed, the rest stays.',
  params: idParams,
  body: z.strictObject(draft),
  status: 200,
  answer: identitySchema,
  errors: ['not_found', 'own_identity', 'stale_version', 'not_possible_now', 'not_acceptable'],
  idempotent: true,
});

export const registerIdentity = defineRoute({
  name: 'registerIdentity',
  method: 'POST',
  path: '/accounts/{id}/identity/register',
  permission: 'user-management:can_register_identity',
  summary:
    'Registers it, with a last change if one is sent: in force at once if the caller may validate identities, else ' +
    'submitted for review.',
  params: idParams,
  body: z.strictObject({ ...changes, validate: validateSchema }),
  status: 200,
  answer: identitySchema,
  errors: ['not_found', 'own_identity', 'stale_version', 'not_possible_now', 'not_acceptable'],
  idempotent: true,
});

export const askForIdentities = defineRoute({
  name: 'askForIdentities',
  method: 'POST',
  path: '/identity-requests',
  permission: 'user-management:can_register_identity',
  summary: 'Asks people by mail to complete their own data; nobody twice within an hour.',
  body: z.strictObject({ accounts: z.array(idSchema).min(1).max(1000) }),
  status: 200,
  answer: z.object({
    asked: z.array(idSchema),
    /**
     * `not_found`; `not_active`: cannot sign in; `complete`: nothing is missing; `waits_for_review`; `asked_lately`: within
     * the last hour.
     */
    left: z.array(
      z.object({
        account: idSchema,
        reason: z.enum(['not_found', 'not_active', 'complete', 'waits_for_review', 'asked_lately']),
      }),
    ),
  }),
  errors: ['not_acceptable'],
  idempotent: true,
});
