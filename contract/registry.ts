import { z } from 'zod';
import { foundPersonSchema } from './accounts.ts';
import { defineRoute } from './define-route.ts';
import { pendingSchema } from './identities.ts';
import {
  accountStateSchema,
  identityStateSchema,
  instantSchema,
  listQuery,
  pageOf,
  populationSchema,
} from './shared-schemas.ts';

export const registeredSchema = foundPersonSchema
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
