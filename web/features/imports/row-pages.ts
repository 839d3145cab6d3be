import { queryOptions } from '@tanstack/react-query';
import { listImportRows } from '../../../contract/import-plan.ts';
import type { ImportRow } from '../../../contract/import-schemas.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { importQuery } from './import-queries.ts';
import type { RowFilter } from './parse-import-search.ts';
import { countOf, isShown } from './row-state.ts';

/** So many rows come at once. */
export const pageSize = 100;

export interface RowQuery {
  readonly show: RowFilter;
  readonly problem: string | undefined;
  readonly query: string | undefined;
  /** Of the grid: another one asks anew. */
  readonly visit: string;
}

interface RowPage {
  readonly rows: readonly ImportRow[];
  /** How many rows there were when this page came. */
  readonly count: number;
}

const keyOf = (id: string, filter: RowQuery, page: number) => ['imports', 'rows', id, filter, page] as const;

/**
 * A page of the grid. Rows stay where they are while somebody works on them, though a filter would not show them any
 * more; a page that comes later knows how many such rows stand before it.
 */
export function rowPageQuery(id: string, filter: RowQuery, page: number) {
  return queryOptions({
    queryKey: keyOf(id, filter, page),
    // Pages that one scrolls past are not waited for.
    queryFn: async ({ signal }): Promise<RowPage> => {
      const { show, problem, query } = filter;
      const { items, total } = await call(
        listImportRows,
        {
          params: { id },
          query: {
            outcome: show === 'all' ? undefined : show,
            problem,
            query,
            offset: page * pageSize - goneBefore(id, filter, page),
            limit: pageSize,
          },
        },
        { signal },
      );
      return {
        rows: items,
        count: typeof total === 'number' ? total : largeCount(id, filter, total.atLeast),
      };
    },
    staleTime: Infinity,
  });
}

/** The server counts to 10,000 only; the import itself knows how many rows a state has. */
function largeCount(id: string, { show, problem, query }: RowQuery, atLeast: number): number {
  const one = queryClient.getQueryData(importQuery(id).queryKey);
  if (!one || query !== undefined) return atLeast;
  if (problem === undefined) return countOf(one.counts, show);
  return one.problems.filter((group) => group.problem === problem).reduce((sum, { count }) => sum + count, 0);
}

function goneBefore(id: string, filter: RowQuery, page: number): number {
  let gone = 0;
  for (let before = 0; before < page; before += 1) {
    const known = queryClient.getQueryData<RowPage>(keyOf(id, filter, before));
    gone += known?.rows.filter((row) => !isShown(row, filter.show)).length ?? 0;
  }
  return gone;
}

/** Rows as the server has them now, in every page that shows them; the others keep their identity. */
export function putRows(id: string, rows: readonly ImportRow[]): void {
  const byLine = new Map(rows.map((row) => [row.line, row]));
  queryClient.setQueriesData<RowPage>({ queryKey: ['imports', 'rows', id] }, (page) =>
    page?.rows.some(({ line }) => byLine.has(line))
      ? { ...page, rows: page.rows.map((row) => byLine.get(row.line) ?? row) }
      : page,
  );
}

/** One row, in every page that shows it. */
export function changeKnownRow(id: string, line: number, change: (row: ImportRow) => ImportRow): void {
  queryClient.setQueriesData<RowPage>({ queryKey: ['imports', 'rows', id] }, (page) =>
    page?.rows.some((row) => row.line === line)
      ? { ...page, rows: page.rows.map((row) => (row.line === line ? change(row) : row)) }
      : page,
  );
}

/** The rows are asked for anew: another filter, or many of them changed. */
export function forgetRows(id: string): void {
  void queryClient.resetQueries({ queryKey: ['imports', 'rows', id] });
}

/** A row that has been loaded. */
export function knownRow(id: string, filter: RowQuery, index: number): ImportRow | undefined {
  const page = queryClient.getQueryData<RowPage>(keyOf(id, filter, Math.floor(index / pageSize)));
  return page?.rows[index % pageSize];
}

/** Where a line stands: looked for by halves, since lines follow each other as rows do. @returns -1 where it doesn't */
export async function indexOfLine(id: string, filter: RowQuery, line: number): Promise<number> {
  const { count } = await queryClient.ensureQueryData(rowPageQuery(id, filter, 0));
  let low = 0;
  let high = Math.ceil(count / pageSize) - 1;
  // In a plain file the line says the place; where it doesn't, halving finds it.
  let page = Math.min(high, Math.floor(Math.max(0, line - 2) / pageSize));
  while (low <= high) {
    const { rows } = await queryClient.ensureQueryData(rowPageQuery(id, filter, page));
    const [first] = rows;
    const last = rows.at(-1);
    if (!first || !last || line < first.line) high = page - 1;
    else if (line > last.line) low = page + 1;
    else return page * pageSize + rows.findIndex((row) => row.line >= line);
    page = Math.floor((low + high) / 2);
  }
  return -1;
}
