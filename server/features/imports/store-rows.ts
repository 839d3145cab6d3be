import { sql } from 'kysely';
import { arrayText } from '../../platform/array-text.ts';
import type { Tx } from '../../platform/database.ts';
import type { RowAtRest } from './sealed-rows.ts';

/** Rows of an import as they came, in one statement. */
export async function storeRows(tx: Tx, importId: string, records: readonly RowAtRest[]): Promise<void> {
  const lines = records.map(({ line }) => line);
  const cells = records.map((record) => cellsText(record.cells));
  const sealed = records.map((record) => record.sealed);
  // Where nothing is sealed nothing is sent: what a list is short of is null.
  const some = sealed.every((text) => text === null) ? [] : sealed;
  await sql`
    insert into import_row (organization_id, import_id, line, cells, sealed)
    select ${tx.organizationId}, ${importId}, line, cells::text[], sealed
    from unnest(${lines}::int[], ${cells}::text[], ${some}::text[]) as read (line, cells, sealed)`.execute(
    tx,
  );
}

/** An array as PostgreSQL reads it from text: rows differ in width, so that no array of arrays can hold them. */
export function cellsText(cells: readonly string[]): string {
  return arrayText(cells) ?? quoted(cells);
}

function quoted(cells: readonly string[]): string {
  return `{${cells.map((cell) => `"${cell.toWellFormed().replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`;
}
