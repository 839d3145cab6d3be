import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { xlsxType } from './import-states.ts';
import { idSchema } from './shared-schemas.ts';
import { peopleFilters, peopleSortSchema } from './people-filter.ts';

/** How many people an export can name one by one: as many ids as an address holds. */
export const mostChosen = 200;

const idsSchema = z
  .string()
  .max(mostChosen * 37)
  .transform((text) => text.split(','))
  .pipe(z.array(idSchema).min(1).max(mostChosen))
  .describe('These people, by their ids with commas between, in place of whom the filters hold.');

/** How many rows a workbook (XLSX) has at most; CSV has no such limit. */
export const mostWorkbookRows = 50_000;

export const previewExport = defineRoute({
  name: 'previewExport',
  method: 'GET',
  path: '/accounts/export/preview',
  permission: 'user-management:can_export',
  summary: 'How many people an export would hold, and whether a workbook can hold them.',
  query: z.strictObject(peopleFilters),
  status: 200,
  answer: z.object({
    /** Counted no further than a workbook reaches. */
    people: z.union([z.int(), z.object({ atLeast: z.int() })]),
    fitsWorkbook: z.boolean(),
  }),
  errors: [],
});

export const exportAccounts = defineRoute({
  name: 'exportAccounts',
  method: 'GET',
  path: '/accounts/export',
  permission: 'user-management:can_export',
  fresh: true,
  summary:
    'Everybody whom the filters hold, as a file in the columns of an import: CSV, or a workbook of at most 50,000 rows. Sensitive fields are left out. The export is noted.',
  query: z.strictObject({
    ...peopleFilters,
    ids: idsSchema.optional(),
    sort: peopleSortSchema.default('name'),
    format: z.enum(['csv', 'xlsx']).default('csv'),
  }),
  status: 200,
  download: ['text/csv; charset=utf-8', xlsxType],
  errors: ['too_many_rows'],
});
