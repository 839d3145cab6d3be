import type { Column } from './recognise-columns.ts';
import type { Target } from './targets.ts';

export type IsSecret = (cell: string, index: number) => boolean;

export function isSensitive(targets: ReadonlyMap<string, Target>, target: string): boolean {
  return targets.get(target)?.field?.sensitive === true;
}

/**
 * Which cells of a table must not be readable in the database: what the form calls sensitive, and what nobody said yet
 * what it is about. An address in such a column stays readable: who is erased is found by it.
 * @returns undefined where no column holds any, as in most files
 */
export function secretCells(
  columns: readonly Column[],
  targets: ReadonlyMap<string, Target>,
): IsSecret | undefined {
  const known = columns.map(({ target }) => (target === null ? undefined : isSensitive(targets, target)));
  if (known.every((secret) => secret === false)) return undefined;
  return (cell, index) => cell !== '' && (known[index] ?? !cell.includes('@'));
}
