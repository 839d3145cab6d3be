import { z } from 'zod';
import { applicationSlugs } from './permissions.ts';
import { accountStateSchema, identityStateSchema, listQuery, populationSchema } from './shared-schemas.ts';

/** What the list of people is narrowed by; its file holds the same. */
export const peopleFilters = {
  query: listQuery.query.describe(
    'Words, each of which stands anywhere in the name, the email, the username or the personal code; accents and case do not matter. One or two letters are surely found where a word begins with them.',
  ),
  state: accountStateSchema.optional(),
  identity: identityStateSchema.optional(),
  population: populationSchema.optional(),
  application: z
    .enum(applicationSlugs)
    .optional()
    .describe('Who holds any permission of this application now.'),
};

export type PeopleFilter = {
  readonly [K in keyof typeof peopleFilters]?: (typeof peopleFilters)[K]['_output'];
};

/** `best`: whose name begins with all of the query stands first; then, as without a query, by name. */
export const peopleSortSchema = z.enum([
  'newest',
  'oldest',
  'best',
  'name',
  'name_desc',
  'code',
  'code_desc',
]);
export type PeopleSort = z.output<typeof peopleSortSchema>;
