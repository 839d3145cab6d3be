/** What speaks against a row, at its cell. */
export interface RowProblem {
  /** The target of the column, or `row`. */
  readonly field: string;
  /** Names a text of `locales/<language>/errors.json`. */
  readonly code: string;
  readonly values?: Readonly<Record<string, string | number>>;
  /** A warning can be accepted as it is. */
  readonly severity: 'error' | 'warning';
  /** What the cell could hold instead. */
  readonly suggestion?: string;
}

/** An operator may mean it. */
export const warnings: ReadonlySet<string> = new Set(['import.email_looks_mistyped']);
