import { z } from 'zod';
import { foundPersonSchema } from './accounts.ts';
import { defineRoute } from './define-route.ts';
import { pendingSchema } from './identities.ts';
import { peopleFilters, peopleSortSchema } from './people-filter.ts';
import { instantSchema, listQuery, pageOf, populationSchema } from './shared-schemas.ts';

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
  summary:
    'The registry: everybody of the organization. Where a search finds many, `total` is how many were looked at, at least.',
  query: z.strictObject({
    ...{ ...peopleFilters, cursor: listQuery.cursor, limit: listQuery.limit },
    sort: peopleSortSchema.default('newest'),
  }),
  status: 200,
  answer: pageOf(registeredSchema),
  errors: [],
});
