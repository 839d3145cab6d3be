import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { importDetailSchema, importSchema, longestFile } from './import-schemas.ts';
import { rowOutcomeSchema, targetSchema, xlsxType } from './import-states.ts';
import { fieldTypes } from './identity-form.ts';
import { idParams, listQuery, pageOf } from './shared-schemas.ts';

const permission = 'user-registration:can_bulk_invite' as const;

export const describeImports = defineRoute({
  name: 'describeImports',
  method: 'GET',
  path: '/imports/columns',
  permission,
  summary: 'What a file may hold: its limits, and every column there can be, in the language of the caller.',
  status: 200,
  answer: z.object({
    limits: z.object({
      rows: z.int(),
      bytes: z.int(),
      xlsxRows: z.int(),
      xlsxBytes: z.int(),
      columns: z.int(),
    }),
    undoDays: z.int(),
    columns: z.array(
      z.object({
        target: z.string(),
        label: z.string(),
        hint: z.string(),
        example: z.string(),
        type: z.enum([...fieldTypes, 'username', 'language', 'time_zone', 'moment', 'grants', 'population']),
        required: z.boolean(),
        choices: z.array(z.object({ value: z.string(), label: z.string() })),
      }),
    ),
  }),
  errors: [],
});

export const startImport = defineRoute({
  name: 'startImport',
  method: 'POST',
  path: '/imports',
  permission,
  summary:
    'Reads a file, given as the body, or rows as JSON `{rows: [{column: text}]}`, and plans it in the background. Nothing is registered yet.',
  query: z.strictObject({
    filename: z.string().min(1).max(255).optional().describe('What the file is called.'),
  }),
  /** Instead of a file. Keys are headers, as a file would have them. */
  body: z.strictObject({
    rows: z
      .array(z.record(z.string().max(200), z.string().max(10_000)))
      .min(1)
      .max(20_000),
  }),
  upload: {
    // Not `text/plain`: a form of another site can send that (P16).
    types: ['text/csv', 'text/tab-separated-values', xlsxType],
    bytes: longestFile,
    isStreamed: true,
  },
  status: 202,
  answer: importDetailSchema,
  errors: ['not_acceptable', 'too_large', 'overloaded'],
  idempotent: true,
});

export const importTemplate = defineRoute({
  name: 'importTemplate',
  method: 'GET',
  path: '/imports/template',
  permission,
  summary: 'An empty file with every column, drawn from the form of the organization.',
  query: z.strictObject({ format: z.enum(['csv', 'xlsx']).default('csv') }),
  status: 200,
  download: ['text/csv; charset=utf-8', xlsxType],
  errors: [],
});

export const listImports = defineRoute({
  name: 'listImports',
  method: 'GET',
  path: '/imports',
  permission,
  summary: 'The imports of the organization, newest first.',
  query: z.strictObject({ cursor: listQuery.cursor, limit: listQuery.limit }),
  status: 200,
  answer: pageOf(importSchema),
  errors: ['not_acceptable'],
});

export const getImport = defineRoute({
  name: 'getImport',
  method: 'GET',
  path: '/imports/{id}',
  permission,
  summary: 'An import: its columns, its counts, its problems, how far it has come.',
  params: idParams,
  status: 200,
  answer: importDetailSchema,
  errors: ['not_found'],
});

export const mapImport = defineRoute({
  name: 'mapImport',
  method: 'PUT',
  path: '/imports/{id}/mapping',
  permission,
  summary: 'Says what the columns are about; those about nothing are erased. The rows are planned anew.',
  params: idParams,
  body: z.strictObject({
    /** Columns that are not named stay as they are; an unknown one that is not named is about nothing. */
    columns: z
      .array(z.strictObject({ index: z.int().min(0).max(1000), target: targetSchema.nullable() }))
      .max(1000),
    /** Whether the organization's next file with these headers is read in the same way. */
    remember: z.boolean().default(true),
  }),
  status: 202,
  answer: importDetailSchema,
  errors: ['not_found', 'not_acceptable', 'not_possible_now'],
  idempotent: true,
});

export const followImport = defineRoute({
  name: 'followImport',
  method: 'GET',
  path: '/imports/{id}/events',
  permission,
  summary:
    'Server-sent events: `progress` `{state, phase, done, total, rowsPerSecond, secondsLeft}`, five a second at most, then `done` `{state}`.',
  params: idParams,
  status: 200,
  download: ['text/event-stream'],
  errors: ['not_found'],
});

export const importReport = defineRoute({
  name: 'importReport',
  method: 'GET',
  path: '/imports/{id}/report',
  permission,
  summary: 'The rows in the layout they came in, with `foyer_line`, `foyer_outcome` and `foyer_reason`.',
  params: idParams,
  query: z.strictObject({
    format: z.enum(['csv', 'xlsx']).default('csv'),
    outcome: z
      .enum([...rowOutcomeSchema.options, 'not_done'])
      .optional()
      .describe(
        '`not_done`: blocked, moved and failed together, and of an import that was given up what was planned; to correct and import again.',
      ),
  }),
  status: 200,
  download: ['text/csv; charset=utf-8', xlsxType],
  errors: ['not_found', 'not_possible_now', 'too_many_rows'],
});
