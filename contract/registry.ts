import { z } from 'zod';
import { foundPersonSchema } from './accounts.ts';
import { defineRoute } from './define-route.ts';
import { pendingSchema } from './identities.ts';
import {
  accountStateSchema,
  idParams,
  identityStateSchema,
  instantSchema,
  listQuery,
  pageOf,
  populationSchema,
} from './shared-schemas.ts';

const registeredSchema = foundPersonSchema
  .extend({
    population: populationSchema,
    /** What is under way beside the identity in force. */
    pending: pendingSchema.shape.state.nullable(),
    createdAt: instantSchema,
  })
  .meta({ id: 'RegisteredPerson' });

export const listAccounts = defineRoute({
  name: 'listAccounts',
  method: 'GET',
  path: '/accounts',
  permission: 'user-management:access',
  summary: 'The registry: everybody of the organization, newest first.',
  query: z.strictObject({
    ...listQuery,
    query: listQuery.query.describe(
      'Words, each of which begins a word of the name, the email, the username or the personal code.',
    ),
    state: accountStateSchema.optional(),
    identity: identityStateSchema.optional(),
    population: populationSchema.optional(),
  }),
  status: 200,
  answer: pageOf(registeredSchema),
  errors: [],
});

export const getAccount = defineRoute({
  name: 'getAccount',
  method: 'GET',
  path: '/accounts/{id}',
  permission: 'user-management:access',
  summary: 'One person: the account, and what everybody may see of the identity in force.',
  params: idParams,
  status: 200,
  answer: registeredSchema.extend({
    language: z.string(),
    activatedAt: instantSchema.nullable(),
    validatedAt: instantSchema.nullable(),
    alias: z.string().nullable(),
    fields: z.record(z.string(), z.unknown()),
  }),
  errors: ['not_found'],
});
