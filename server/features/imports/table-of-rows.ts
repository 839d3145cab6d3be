import type { FileRecord } from './read-csv.ts';

/** Rows that were typed or sent as JSON, as the table that they are: its header are the keys, in the order they come up. */
export async function* tableOfRows(
  rows: readonly Readonly<Record<string, string>>[],
): AsyncGenerator<FileRecord[]> {
  const places = new Map<string, number>();
  for (const row of rows) {
    for (const header of Object.keys(row)) if (!places.has(header)) places.set(header, places.size);
  }
  const headers = [...places.keys()];
  const records = rows.map((row, index): FileRecord => {
    const cells = new Map(Object.entries(row));
    return { line: index + 1, cells: headers.map((header) => cells.get(header) ?? '') };
  });
  yield [{ line: 0, cells: headers }, ...records];
}
