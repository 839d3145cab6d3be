import { headerKey, knowHeader, suggestTarget } from './known-headers.ts';
import type { Target } from './targets.ts';

export type ColumnStatus = 'recognised' | 'remembered' | 'chosen' | 'ignored' | 'password' | 'unknown';

export interface Column {
  readonly header: string;
  readonly target: string | null;
  readonly status: ColumnStatus;
  readonly suggestion: string | null;
}

export interface Recognition {
  /** Every target of the organization, by name. */
  readonly targets: ReadonlyMap<string, Target>;
  /** What the organization said of headers before, by their keys. */
  readonly remembered: ReadonlyMap<string, string | null>;
}

/** What each column of a file is about, as far as its header, the organization and its first cells tell. */
export function recogniseColumns(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  recognition: Recognition,
): Column[] {
  const columns = headers.map((header): Column => ({ header, ...judge(header, recognition) }));
  return withoutTwins(
    columns.map((column, index) => knowByNeighbours(column, columns, cellsOf(rows, index))),
  );
}

type Judged = Pick<Column, 'target' | 'status' | 'suggestion'>;

function judge(header: string, { targets, remembered }: Recognition): Judged {
  const known = knowHeader(header);
  const key = headerKey(header);
  if (known.kind === 'password') return { target: null, status: 'password', suggestion: null };
  const told = remembered.get(key);
  if (told !== undefined && (told === null || targets.has(told)))
    return { target: told, status: 'remembered', suggestion: null };
  const own = ownName(header, targets);
  if (own !== undefined) return { target: own, status: 'recognised', suggestion: null };
  if (known.target !== undefined && targets.has(known.target))
    return { target: known.target, status: 'recognised', suggestion: null };
  // Its field is not in the form, or it is nothing that we keep.
  if (known.kind === 'useless' || known.kind === 'target')
    return { target: null, status: 'ignored', suggestion: null };
  const suggested = key === '' ? undefined : suggestTarget(header);
  const suggestion = suggested !== undefined && targets.has(suggested) ? suggested : null;
  return { target: null, status: key === '' ? 'ignored' : 'unknown', suggestion };
}

/** As the template writes it, or as the form labels it in any language. */
function ownName(header: string, targets: ReadonlyMap<string, Target>): string | undefined {
  const typed = header.trim();
  if (targets.has(typed)) return typed;
  const key = headerKey(header);
  for (const { name, field, part } of targets.values()) {
    if (!field || part) continue;
    const names = [field.key, ...Object.values(field.label)];
    if (names.some((one) => headerKey(one) === key)) return name;
  }
  return undefined;
}

/** What only the other columns tell. */
function knowByNeighbours(column: Column, all: readonly Column[], cells: readonly string[]): Column {
  const has = (target: string) => all.some((other) => other !== column && other.target === target);
  const isAddress = cells.length > 0 && cells.every((cell) => cell.includes('@'));
  const ignored = { ...column, target: null, status: 'ignored' as const };
  if (column.target === 'username' && isAddress) {
    return has('email') ? ignored : { ...column, target: 'email' };
  }
  const key = headerKey(column.header);
  if (key === 'userprincipalname' && has('email')) return ignored;
  const isName = knowHeader(column.header).kind === 'name' && column.status === 'unknown';
  return isName && has('identity.given_name') ? ignored : column;
}

/** The first of several columns about the same keeps it. */
function withoutTwins(columns: readonly Column[]): Column[] {
  const seen = new Set<string>();
  return columns.map((column) => {
    if (column.target === null) return column;
    if (seen.has(column.target)) return { ...column, target: null, status: 'ignored' };
    seen.add(column.target);
    return column;
  });
}

/** Its first ones that are not empty. */
function cellsOf(rows: readonly (readonly string[])[], index: number): string[] {
  return rows
    .map((row) => row[index]?.trim() ?? '')
    .filter((cell) => cell !== '')
    .slice(0, 3);
}

/** Whether somebody has to say what columns are about before the rows can be planned. */
export function needsMapping(columns: readonly Column[]): boolean {
  return (
    columns.every(({ target }) => target !== 'email') || columns.some(({ status }) => status === 'unknown')
  );
}
