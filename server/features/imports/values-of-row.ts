import type { Column } from './recognise-columns.ts';

/** What a row says, by target: its cells, and in their place what an operator wrote. */
export function valuesOfRow(
  cells: readonly string[],
  edits: Readonly<Record<string, string>> | null,
  columns: readonly Pick<Column, 'target'>[],
): Map<string, string> {
  const values = new Map<string, string>();
  for (const [index, { target }] of columns.entries()) {
    if (target !== null) values.set(target, cells[index] ?? '');
  }
  for (const [target, text] of Object.entries(edits ?? {})) values.set(target, text);
  return values;
}
