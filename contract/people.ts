import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { registeredSchema } from './registry.ts';
import {
  accountStateSchema,
  idParams,
  idSchema,
  instantSchema,
  languageSchema,
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
    /** When they last did or looked at something; null: never, as far as is known. */
    lastSeenAt: instantSchema.nullable(),
    /** Their newest invitation. */
    invitation: z
      .object({ id: idSchema, at: instantSchema, by: z.string().nullable(), state: z.string() })
      .nullable(),
    validatedAt: instantSchema.nullable(),
    alias: z.string().nullable(),
    /** Of the version in force, what the caller may see. */
    fields: z.record(z.string(), z.unknown()),
    /** Fields that hold something which is shown on purpose only. */
    hidden: z.array(z.string()),
    /** The version whose content this is; null: nothing is in force. */
    versionInForce: z.int().nullable(),
    /** What the caller may do here now. */
    abilities: z.object({
      change: z.boolean(),
      suspend: z.boolean(),
      reactivate: z.boolean(),
      close: z.boolean(),
      erase: z.boolean(),
      export: z.boolean(),
      registerIdentity: z.boolean(),
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
});
