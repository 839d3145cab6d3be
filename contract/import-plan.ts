import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { importDetailSchema, importRowSchema } from './import-schemas.ts';
import { rowOutcomeSchema, targetSchema } from './import-states.ts';
import { idParams, idSchema, listQuery } from './shared-schemas.ts';

// The rows of an import, and what is done to it as a whole.

const permission = 'user-registration:can_bulk_invite' as const;

const valuesSchema = z.record(targetSchema, z.string().max(8000));

const lineSchema = z.coerce.number().int().min(0).max(2_000_000_000);
const lineParams = z.strictObject({ id: idSchema, line: lineSchema });

export const listImportRows = defineRoute({
  name: 'listImportRows',
  method: 'GET',
  path: '/imports/{id}/rows',
  permission,
  summary: 'Rows in the order of the file, by outcome, problem or text.',
  params: idParams,
  query: z.strictObject({
    outcome: z
      .enum([...rowOutcomeSchema.options, 'waiting', 'ready', 'invited_again', 'not_done'])
      .optional()
      .describe(
        'What the plan says, or what became of it. `ready`: to create or update; `invited_again`: of those to update, whose person is asked again after their invitation was revoked or declined; `not_done`: blocked, moved and failed.',
      ),
    problem: z.string().max(100).optional().describe('The code of a problem.'),
    query: listQuery.query.describe('The beginning of an email address or a username.'),
    cursor: lineSchema.optional().describe('The `nextCursor` of the page before: rows after this line.'),
    offset: z.coerce
      .number()
      .int()
      .min(0)
      .max(2_000_000)
      .default(0)
      .describe('How many rows to pass over: for a jump into a long list.'),
    sort: z
      .enum(['line', 'trouble'])
      .default('line')
      .describe('`trouble`: what was not done comes first; its pages are reached by `offset` only.'),
    limit: listQuery.limit,
  }),
  status: 200,
  answer: z.object({
    items: z.array(importRowSchema),
    /** The last line of this page, while there are more. */
    nextCursor: z.int().nullable(),
    total: z.union([z.int(), z.object({ atLeast: z.int() })]),
  }),
  errors: ['not_found', 'not_acceptable'],
});

export const changeImportRow = defineRoute({
  name: 'changeImportRow',
  method: 'PATCH',
  path: '/imports/{id}/rows/{line}',
  permission,
  summary: 'Corrects cells of one row, leaves it out, or accepts a warning; the row is planned again alone.',
  params: lineParams,
  body: z.strictObject({
    values: valuesSchema.optional(),
    leftOut: z.boolean().optional(),
    /** Codes of warnings that are meant. */
    accept: z.array(z.string().max(100)).max(20).optional(),
  }),
  status: 200,
  answer: z.object({
    row: importRowSchema,
    /** Rows that were planned again with it, because one had the other's email or username. */
    others: z.array(importRowSchema),
    import: importDetailSchema,
  }),
  errors: ['not_found', 'not_acceptable', 'not_possible_now'],
  idempotent: true,
});

export const revealImportCell = defineRoute({
  name: 'revealImportCell',
  method: 'POST',
  path: '/imports/{id}/rows/{line}/reveal',
  permission,
  summary: 'Shows a hidden cell of a list that somebody else brought; the activity notes who looked.',
  params: lineParams,
  body: z.strictObject({ target: targetSchema }),
  status: 200,
  answer: z.object({ value: z.string() }),
  errors: ['not_found'],
});

export const fixImportRows = defineRoute({
  name: 'fixImportRows',
  method: 'POST',
  path: '/imports/{id}/fixes',
  permission,
  summary:
    'One fix for all rows with the same problem; without a problem, for all that have a suggestion, or for all that ask somebody again.',
  params: idParams,
  body: z.strictObject({
    problem: z.string().max(100).optional(),
    /** The column, where the same problem stands in several. */
    field: z.string().max(100).optional(),
    /** In the place of a problem: all rows whose `invitedAgain` is not null; they are left out. */
    rows: z.literal('invited_again').optional(),
    /** Takes each row's suggestion, leaves the rows out, accepts the warning, empties the cell, writes one text in all, or takes a fix back in every row that nobody changed since. */
    fix: z.union([
      z.enum(['suggestion', 'leave_out', 'accept', 'empty']),
      z.strictObject({ value: z.string().max(8000) }),
      z.strictObject({ undo: idSchema }),
    ]),
  }),
  status: 202,
  answer: z.object({
    fixed: z.int(),
    /** What takes the fix back; null where there is nothing to take back. */
    undo: idSchema.nullable(),
    import: importDetailSchema,
  }),
  errors: ['not_found', 'not_acceptable', 'not_possible_now'],
  idempotent: true,
});

const act = {
  method: 'POST',
  permission,
  params: idParams,
  status: 202,
  answer: importDetailSchema,
  idempotent: true,
} as const;

export const applyImport = defineRoute({
  ...act,
  name: 'applyImport',
  path: '/imports/{id}/apply',
  summary:
    'Registers the rows that the plan creates or updates, in the background; or asks a second person first.',
  body: z.strictObject({ planHash: z.string().max(100) }),
  errors: ['not_found', 'not_possible_now', 'plan_moved', 'sending_stopped'],
});

export const approveImport = defineRoute({
  ...act,
  name: 'approveImport',
  path: '/imports/{id}/approve',
  summary: 'Lets a large import begin: by another person than the one who applied it.',
  body: z.strictObject({ planHash: z.string().max(100) }),
  errors: ['not_found', 'not_possible_now', 'plan_moved', 'own_import', 'sending_stopped'],
});

export const pauseImport = defineRoute({
  ...act,
  name: 'pauseImport',
  path: '/imports/{id}/pause',
  summary: 'Stops after the rows at hand; those done stay done.',
  errors: ['not_found', 'not_possible_now'],
});

export const resumeImport = defineRoute({
  ...act,
  name: 'resumeImport',
  path: '/imports/{id}/resume',
  summary:
    'Goes on at the next row; where whoever ordered it may not import any more, at the word of the caller.',
  errors: ['not_found', 'not_possible_now', 'own_import'],
});

export const replanImport = defineRoute({
  ...act,
  name: 'replanImport',
  path: '/imports/{id}/replan',
  summary: 'Plans the rows that moved, failed or were held back again, after it is done.',
  errors: ['not_found', 'not_possible_now'],
});

export const cancelImport = defineRoute({
  ...act,
  name: 'cancelImport',
  path: '/imports/{id}/cancel',
  summary: 'Ends it: rows that are not done yet never will be.',
  errors: ['not_found', 'not_possible_now'],
});

export const previewUndo = defineRoute({
  name: 'previewUndo',
  method: 'GET',
  path: '/imports/{id}/undo',
  permission,
  summary: 'What undoing it now would come to.',
  params: idParams,
  status: 200,
  answer: z.object({
    /** Accounts that nobody used: they would be withdrawn. */
    withdrawn: z.int(),
    /** People who joined: they stay. */
    joined: z.int(),
    /** Changed since by somebody: they stay. */
    edited: z.int(),
    /** Accounts that were there before: what the import changed in them stays. */
    updated: z.int(),
    /** Of those to be withdrawn: opened their invitation. */
    opened: z.int(),
  }),
  errors: ['not_found', 'not_possible_now'],
});

export const undoImport = defineRoute({
  ...act,
  name: 'undoImport',
  path: '/imports/{id}/undo',
  summary:
    'Withdraws the accounts that nobody used yet, in the background; the others are named in the report.',
  body: z.strictObject({
    /** How many `previewUndo` would withdraw; refused if it is another number by now. */
    expected: z.int().min(0).optional(),
  }),
  errors: ['not_found', 'not_possible_now', 'not_acceptable'],
});
