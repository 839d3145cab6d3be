/** The quiet filters of the rows: what the plan says, or what became of them. */
export const rowFilters = [
  'all',
  'ready',
  'invited_again',
  'not_done',
  'member',
  'unchanged',
  'left_out',
  'done',
  'undone',
] as const;
export type RowFilter = (typeof rowFilters)[number];

/** An import as its address names it. */
export interface ImportSearch {
  readonly show?: RowFilter | undefined;
  /** The code of a problem. */
  readonly problem?: string | undefined;
  readonly query?: string | undefined;
  /** Another view than its state asks for: the rows after the end, the columns before the plan is carried out. */
  readonly view?: 'rows' | 'columns' | 'report' | undefined;
  /** Of the report, from 1. */
  readonly page?: number | undefined;
}

/** What can't be meant is left out, so that no address breaks the page. */
export function parseImportSearch(search: Record<string, unknown>): ImportSearch {
  const show = rowFilters.find((one) => one === search['show']);
  const view = (['rows', 'columns', 'report'] as const).find((one) => one === search['view']);
  const { problem, query, page } = search;
  return {
    ...(show && show !== 'all' ? { show } : {}),
    ...(typeof problem === 'string' && problem.length <= 100 ? { problem } : {}),
    ...(typeof query === 'string' && query !== '' ? { query: query.slice(0, 254) } : {}),
    ...(typeof query === 'number' ? { query: String(query) } : {}),
    ...(view ? { view } : {}),
    ...(Number.isSafeInteger(page) && Number(page) > 1 ? { page: Number(page) } : {}),
  };
}
