import { sql } from 'kysely';
import { arrayText } from '../../platform/array-text.ts';
import type { Tx } from '../../platform/database.ts';
import type { FileRecord } from './read-csv.ts';

/** How many rows are written at once: large enough for few statements, small enough for flat memory. */
export const storedAtOnce = 5000;

/** Rows of an import as they came, in one statement. */
export async function storeRows(tx: Tx, importId: string, records: readonly FileRecord[]): Promise<void> {
  const lines = records.map(({ line }) => line);
  const cells = records.map((record) => cellsText(record.cells));
  await sql`
    insert into import_row (organization_id, import_id, line, cells)
    select ${tx.organizationId}, ${importId}, line, cells::text[]
    from unnest(${lines}::int[], ${cells}::text[]) as read (line, cells)`.execute(tx);
}

/** An array as PostgreSQL reads it from text: rows differ in width, so that no array of arrays can hold them. */
function cellsText(cells: readonly string[]): string {
  return arrayText(cells) ?? quoted(cells);
}

function quoted(cells: readonly string[]): string {
  return `{${cells.map((cell) => `"${cell.toWellFormed().replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`;
}
