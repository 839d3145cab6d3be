import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { updateWish } from './identity-updates.ts';
import { peopleFilters } from './people-filter.ts';
import { idParams, idSchema, instantSchema } from './shared-schemas.ts';

export const peopleActions = ['suspend', 'reactivate', 'ask', 'update'] as const;
export type PeopleAction = (typeof peopleActions)[number];

/** Why one of many was left as they are; the others are done. */
export const peopleRefusals = [
  'founder_stays',
  'own_account',
  'not_possible_now',
  'not_found',
  'not_active',
  'not_validated',
  'complete',
  'waits_for_review',
  'asked_lately',
  'no_longer',
] as const;
export type PeopleRefusal = (typeof peopleRefusals)[number];

const refusedSchema = z.array(z.object({ reason: z.enum(peopleRefusals), count: z.int() }));

export const peopleBatchSchema = z
  .object({
    id: idSchema,
    action: z.enum(peopleActions),
    /** `collecting`: a filter is still being read, `total` is not known yet. */
    state: z.enum(['collecting', 'running', 'done']),
    total: z.int(),
    /** Looked at so far: done and refused together. */
    done: z.int(),
    refused: refusedSchema,
    startedBy: z.string().nullable(),
    createdAt: instantSchema,
    finishedAt: instantSchema.nullable(),
  })
  .meta({ id: 'PeopleBatch' });
export type PeopleBatch = z.output<typeof peopleBatchSchema>;

const selection = {
  /** Either these people … */
  ids: z.array(idSchema).min(1).max(10_000).optional(),
  /** … or all that this filter of the list holds. */
  filter: z.strictObject(peopleFilters).optional(),
};
const order = {
  ...selection,
  /** With `filter`: how many the caller was told. Refused if it holds more now. */
  expected: z.int().min(0).optional(),
};

export const previewPeopleAct = defineRoute({
  name: 'previewPeopleAct',
  method: 'POST',
  path: '/accounts/bulk/preview',
  permission: 'user-management:access',
  summary: 'What doing this to many people would come to; nothing is done. Says one of `ids` and `filter`.',
  body: z.strictObject({ action: z.enum(peopleActions), ...selection }),
  status: 200,
  answer: z.object({
    /** How many the selection or the filter holds: the number to repeat as `expected`. */
    total: z.int(),
    possible: z.int(),
    refused: refusedSchema,
    /** The founder's name, where they are among those who are left out. */
    founder: z.string().nullable(),
  }),
  errors: ['not_acceptable'],
});

export const suspendAccounts = defineRoute({
  name: 'suspendAccounts',
  method: 'POST',
  path: '/accounts/bulk/life',
  permission: 'user-management:can_suspend',
  summary:
    'Suspends many people, or ends their suspension. A few are done when the answer comes, many in the background: `state` says which. The founder and the caller are left out; each person has their own entry in the activity.',
  body: z.strictObject({ action: z.enum(['suspend', 'reactivate']), ...order }),
  status: 202,
  answer: peopleBatchSchema,
  errors: ['not_acceptable'],
  idempotent: true,
});

export const askPeople = defineRoute({
  name: 'askPeople',
  method: 'POST',
  path: '/accounts/bulk/ask',
  permission: 'user-management:can_register_identity',
  summary:
    'Asks many people by mail to complete their own data, nobody twice within an hour; done as `suspendAccounts` does.',
  body: z.strictObject(order),
  status: 202,
  answer: peopleBatchSchema,
  errors: ['not_acceptable'],
  idempotent: true,
});

export const askPeopleForUpdate = defineRoute({
  name: 'askPeopleForUpdate',
  method: 'POST',
  path: '/accounts/bulk/update-request',
  permission: 'user-management:can_register_identity',
  summary:
    'Asks many members by mail to look at their data again, nobody twice within an hour; done as `suspendAccounts` does.',
  body: z.strictObject({ ...order, ...updateWish }),
  status: 202,
  answer: peopleBatchSchema,
  errors: ['not_acceptable'],
  idempotent: true,
});

export const listPeopleBatches = defineRoute({
  name: 'listPeopleBatches',
  method: 'GET',
  path: '/people-batches',
  permission: 'user-management:access',
  summary: 'The acts on many people of the last day, newest first, 20 at most.',
  status: 200,
  answer: z.object({ items: z.array(peopleBatchSchema) }),
  errors: [],
});

export const getPeopleBatch = defineRoute({
  name: 'getPeopleBatch',
  method: 'GET',
  path: '/people-batches/{id}',
  permission: 'user-management:access',
  summary: 'How far an act on many people has come.',
  params: idParams,
  status: 200,
  answer: peopleBatchSchema,
  errors: ['not_found'],
});
