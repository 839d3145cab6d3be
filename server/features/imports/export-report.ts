import { sql } from 'kysely';
import type { QueryOf } from '../../../contract/define-route.ts';
import type { importReport } from '../../../contract/imports.ts';
import { AppError } from '../../platform/app-error.ts';
import { csvLine } from '../../platform/csv-line.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import { textOf } from '../../platform/http/problem.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Text } from '../../platform/texts.ts';
import { mostSheetRows, tooManyRows, writeWorkbook } from '../../platform/workbook/write-workbook.ts';
import type { Column } from './recognise-columns.ts';
import type { RowProblem } from './row-problem.ts';
import { openRow } from './sealed-rows.ts';
import type { Edits } from './sealed-rows.ts';

export interface ReportOrder {
  readonly organizationId: string;
  readonly id: string;
  readonly outcome: QueryOf<typeof importReport>['outcome'];
}

export interface ReportLayout {
  readonly filename: string;
  readonly columns: readonly Column[];
  /** What the columns are about, and those that were added. */
  readonly targets: readonly string[];
  readonly startedBy: string;
  /** What had its turn never is not done either. */
  readonly isGivenUp: boolean;
  /** Targets that an operator filled in and the file has no column for. */
  readonly added: readonly string[];
}

const pageSize = 2000;
const byteOrderMark = '\ufeff';
const ownHeaders = ['foyer_line', 'foyer_outcome', 'foyer_reason'];

/** The table in the layout it came in. @throws {AppError} not_found; too_many_rows for a workbook; not_possible_now before it is read, or after the purge */
export async function reportLayout(tx: Tx, id: string, format: 'csv' | 'xlsx'): Promise<ReportLayout> {
  const row = await tx
    .selectFrom('import')
    .select(['filename', 'columns', 'state', 'purgedAt', 'total', 'startedBy'])
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  if (row.state === 'reading' || row.purgedAt !== null) throw new AppError('not_possible_now');
  if (format === 'xlsx' && row.total > mostSheetRows) throw tooManyRows();
  const columns = row.columns as unknown as Column[];
  const { rows: edited } = await sql<{ target: string }>`
    select distinct jsonb_object_keys(edits) as target from import_row
    where organization_id = ${tx.organizationId} and import_id = ${id} and edits is not null`.execute(tx);
  const known = new Set(columns.map(({ target }) => target));
  const added = edited.map(({ target }) => target).filter((target) => !known.has(target));
  return {
    filename: row.filename ?? 'import',
    columns,
    targets: [...columns.flatMap(({ target }) => target ?? []), ...added],
    startedBy: row.startedBy,
    isGivenUp: row.state === 'cancelled',
    added: added.toSorted(),
  };
}

export interface Reading {
  readonly db: Db;
  readonly seal: Seal;
  readonly t: Text;
  /** Throws once the reader may not read any more (P15). */
  readonly check: () => Promise<unknown>;
}

/** Header and rows, a page at a time and each in a transaction of its own: memory stays flat. */
export async function* reportRows(
  { db, seal, t, check }: Reading,
  layout: ReportLayout,
  order: ReportOrder,
): AsyncGenerator<readonly (string | number)[][]> {
  const place = { organizationId: order.organizationId, importId: order.id };
  yield [[...layout.columns.map(({ header }) => header), ...layout.added, ...ownHeaders]];
  for (let after = -1; ;) {
    if (after !== -1) await check();
    const rows = await withOrganization(db, order.organizationId, (tx) =>
      page(tx, layout, { ...order, after }),
    );
    if (rows.length > 0) yield rows.map((row) => cellsOf(openRow(seal, place, row), layout, t));
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last.line;
  }
}

/** The same as CSV, in which no cell is a formula (P28). */
export async function* reportAsCsv(
  rows: AsyncIterable<readonly (readonly (string | number)[])[]>,
): AsyncGenerator<string> {
  let mark = byteOrderMark;
  for await (const some of rows) {
    yield mark + some.map((cells) => csvLine(cells)).join('');
    mark = '';
  }
}

/** The same as a workbook; `reportLayout` has seen that it fits. */
export async function* reportAsXlsx(
  rows: AsyncIterable<readonly (readonly (string | number)[])[]>,
): AsyncGenerator<Uint8Array> {
  const all: (readonly (string | number)[])[] = [];
  for await (const some of rows) all.push(...some);
  yield await writeWorkbook([{ name: 'Foyer', rows: all }]);
}

const notDone = ['blocked', 'moved', 'failed'];
const planned = ['create', 'update'];

async function page(
  tx: Tx,
  { isGivenUp }: ReportLayout,
  { id, outcome, after }: ReportOrder & { readonly after: number },
) {
  return tx
    .selectFrom('importRow')
    .select(['line', 'cells', 'sealed', 'edits', 'outcome', 'act', 'problems'])
    .where('organizationId', '=', tx.organizationId)
    .where('importId', '=', id)
    .where('line', '>', after)
    .$if(outcome === 'not_done', (rows) =>
      rows.where('outcome', 'in', [...notDone, ...(isGivenUp ? planned : [])]),
    )
    .$if(outcome !== undefined && outcome !== 'not_done', (rows) => rows.where('outcome', '=', outcome ?? ''))
    .orderBy('line')
    .limit(pageSize)
    .execute();
}

function cellsOf(
  row: Omit<Awaited<ReturnType<typeof page>>[number], 'edits'> & { readonly edits: Edits | null },
  { columns, added }: ReportLayout,
  t: Text,
): (string | number)[] {
  const edits = new Map(Object.entries(row.edits ?? {}));
  const cells = columns.map(
    ({ target }, index) => (target === null ? undefined : edits.get(target)) ?? row.cells[index] ?? '',
  );
  const problems = (row.problems ?? []) as unknown as RowProblem[];
  const reasons = problems.map(({ field, code, values }) => {
    const words = textOf(t, code, values);
    return field === 'row' ? words : `${headerOf(columns, field)}: ${words}`;
  });
  return [
    ...cells,
    ...added.map((target) => edits.get(target) ?? ''),
    row.line,
    row.outcome ?? '',
    reasons.join(' '),
  ];
}

function headerOf(columns: readonly Column[], field: string): string {
  return columns.find(({ target }) => target === field)?.header ?? field;
}
