import { z } from 'zod';
import { batchRefusals } from './batch-refusals.ts';
import { dateSchema, idSchema, languageSchema, populationSchema } from './shared-schemas.ts';

/** `expired` is computed from `expires_at`, never stored, and not final (ruling 18). */
export const invitationStates = [
  'unsent',
  'scheduled',
  'queued',
  'sent',
  'handed_over',
  'bounced',
  'opened',
  'accepted',
  'revoked',
  'expired',
] as const;
export const invitationStateSchema = z.enum(invitationStates);
export type InvitationState = z.output<typeof invitationStateSchema>;

/** The filters that the page offers: `pending` is everything that still may be accepted. */
export const invitationFilterSchema = z.enum(['all', 'pending', 'bounced', 'expired', 'accepted', 'revoked']);

export const channelSchema = z.enum(['email', 'link', 'none']);
export type Channel = z.output<typeof channelSchema>;

/** What a list may be filtered by: each state, `pending` and `all`. */
export const stateFilters = ['all', 'pending', ...invitationStates] as const;
export type StateFilter = (typeof stateFilters)[number];

const stateListSchema = z
  .string()
  .max(200)
  .transform((list, context): StateFilter[] => {
    const names = list.split(',');
    const known = stateFilters.filter((state) => names.includes(state));
    if (names.every((name) => known.some((state) => state === name))) return known;
    context.addIssue({ code: 'invalid_value', values: [...stateFilters], input: list });
    return z.NEVER;
  });

/** Everything but the state, which the counts tell apart by themselves. */
const filterFields = {
  query: z.string().max(254).optional().describe('The beginning of an email address, a username or a name.'),
  invitedBy: idSchema.optional().describe('The account that invited.'),
  population: populationSchema.optional().describe('Internal or external people only.'),
  language: languageSchema.optional().describe('The language of the invitation.'),
  channel: channelSchema.optional().describe('How it is delivered.'),
  from: dateSchema.optional().describe('Invited on this day or later, in the time zone of the organization.'),
  to: dateSchema.optional().describe('Invited on this day or earlier.'),
  leftBy: idSchema.optional().describe('Left as it was by this act on many.'),
  leftFor: z.enum(batchRefusals).optional().describe('With `leftBy`: for this reason.'),
};

/** In an address: several states are separated by commas. */
export const invitationFilterQuery = {
  ...filterFields,
  state: stateListSchema
    .prefault('all')
    .describe(`One or several of these, separated by commas: ${stateFilters.join(', ')}.`),
};
export const countFilterSchema = z.strictObject(filterFields);

/** The same filter in a body, as the list's address has it. */
export const listFilterSchema = z.strictObject(invitationFilterQuery);
export type ListFilter = z.output<typeof listFilterSchema>;
