import { z } from 'zod';
import { foundPersonSchema } from './accounts.ts';
import { defineRoute } from './define-route.ts';
import { pendingSchema } from './identities.ts';
import { peopleFilters, peopleSortSchema } from './people-filter.ts';
import { instantSchema, listQuery, pageOf, populationSchema } from './shared-schemas.ts';

export const registeredSchema = foundPersonSchema.extend({
  population: populationSchema,
  /** What is under way beside the identity in force. */
  pending: pendingSchema.shape.state.nullable(),
  createdAt: instantSchema,
  /** When they last did or looked at something; null: never, as far as is known. */
  lastSeenAt: instantSchema.nullable(),
});

/** What the caller may do about somebody now, from a row of a list as from their page. */
export const personAbilitiesSchema = z.object({
  suspend: z.boolean(),
  reactivate: z.boolean(),
  close: z.boolean(),
  /** Nothing of it is in force yet, or what was begun beside it is to be gone on with. */
  registerIdentity: z.boolean(),
  /** What was sent waits, and the caller may decide about it. */
  review: z.boolean(),
  /** A mail may ask them to complete their data. */
  ask: z.boolean(),
  /** A mail may ask them to look at their data again. */
  askForUpdate: z.boolean(),
});

const listedSchema = registeredSchema
  .extend({ abilities: personAbilitiesSchema })
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
  answer: pageOf(listedSchema),
  errors: [],
});
