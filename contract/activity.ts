import { z } from 'zod';
import { activityActions, activityAreas } from './activity-actions.ts';
import { defineRoute } from './define-route.ts';
import {
  dateSchema,
  idParams,
  idSchema,
  instantSchema,
  listQuery,
  pageOf,
  personSchema,
} from './shared-schemas.ts';

/** Someone as the activity names them: by today's name; null once their data is erased. */
const namedSchema = z.object({ id: idSchema, name: z.string().nullable(), email: z.string().nullable() });

const entrySchema = z
  .object({
    id: idSchema,
    at: instantSchema,
    action: z.enum(activityActions),
    /** Null: nobody signed in, or Foyer by itself. */
    actor: namedSchema.nullable(),
    /** The key of the program that did it in the name of the actor. */
    apiKey: z.object({ id: idSchema, name: z.string() }).nullable(),
    /** Whom it is about, where it is about one person. */
    person: namedSchema.nullable(),
    /** What it was done to; its name where it has one of its own: a permission, a kind of mail, a key. */
    subject: z.object({ type: z.string(), id: idSchema, name: z.string().nullable() }),
    /** What changed, by name. */
    fields: z.array(z.string()),
    /** Of a bulk act: how many it was about. */
    count: z.int().nullable(),
    ip: z.string().nullable(),
    requestId: z.string().nullable(),
    /** Whether the values before and after can be asked for. */
    hasValues: z.boolean(),
  })
  .meta({ id: 'ActivityEntry' });
export type ActivityEntry = z.output<typeof entrySchema>;

const filters = {
  actor: idSchema.optional().describe('Who did it: an account.'),
  subject: idSchema.optional().describe('Whom it is about: an account.'),
  action: z
    .enum([...activityAreas, ...activityActions])
    .optional()
    .describe('One act, or all of a kind: `invitation.resent`, `invitation`.'),
  from: dateSchema.optional().describe('From this day on, in the time zone of the organization.'),
  to: dateSchema.optional().describe('Up to this day, which is included.'),
};
const { cursor, limit } = listQuery;

export const listActivity = defineRoute({
  name: 'listActivity',
  method: 'GET',
  path: '/activity',
  permission: 'activity:access',
  summary: 'Who did what to whom, newest first.',
  query: z.strictObject({ ...filters, cursor, limit }),
  status: 200,
  answer: pageOf(entrySchema),
  errors: [],
});

const valuesSchema = z.record(z.string(), z.unknown()).nullable();

export const getActivityEntry = defineRoute({
  name: 'getActivityEntry',
  method: 'GET',
  path: '/activity/{id}',
  permission: 'activity:access',
  summary: 'One entry with the values before and after it, as far as they were not erased.',
  params: idParams,
  status: 200,
  answer: entrySchema.extend({
    values: z.array(z.object({ subjectId: idSchema, before: valuesSchema, after: valuesSchema })),
  }),
  errors: ['not_found'],
});

export const listActivityPeople = defineRoute({
  name: 'listActivityPeople',
  method: 'GET',
  path: '/activity/people',
  permission: 'activity:access',
  summary:
    'People to filter by: ten whose email or username begins with what is typed, or the one account named.',
  query: z.strictObject({
    query: z.string().max(254).default('').describe('The beginning of an email or a username.'),
    account: idSchema.optional().describe('Only this account.'),
  }),
  status: 200,
  answer: z.object({ items: z.array(personSchema) }),
  errors: [],
});

export const exportActivity = defineRoute({
  name: 'exportActivity',
  method: 'GET',
  path: '/activity/export',
  permission: 'activity:access',
  fresh: true,
  summary: 'All entries that fit, as a file: CSV, or one JSON object per line. The export is noted itself.',
  query: z.strictObject({ ...filters, format: z.enum(['csv', 'jsonl']).default('csv') }),
  status: 200,
  download: ['text/csv', 'application/jsonl'],
  errors: [],
});
