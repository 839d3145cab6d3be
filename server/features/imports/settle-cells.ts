import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Column } from './recognise-columns.ts';
import { openCells, sealRow } from './sealed-rows.ts';
import type { RowAtRest } from './sealed-rows.ts';
import { secretCells } from './secret-cells.ts';
import { cellsText } from './store-rows.ts';
import type { Target } from './targets.ts';

const settledAtOnce = 2000;

/**
 * It is said now what the columns are about: what is about nothing is not kept (ruling 25), of the rest what is
 * sensitive is sealed.
 */
export async function settleCells(
  tx: Tx,
  seal: Seal,
  importId: string,
  {
    columns,
    targets,
  }: { readonly columns: readonly Column[]; readonly targets: ReadonlyMap<string, Target> },
): Promise<void> {
  const isSecret = secretCells(columns, targets);
  const place = { organizationId: tx.organizationId, importId };
  for (let after = -1; ;) {
    const rows = await rowsAfter(tx, importId, { after, isSealed: !isSecret });
    const settled = rows.map((row) => {
      const cells = openCells(seal, place, row);
      const kept = cells.map((cell, index) => (columns[index]?.target === null ? '' : cell));
      return sealRow(seal, place, isSecret, { line: row.line, cells: kept });
    });
    await rewrite(tx, importId, settled);
    const last = rows.at(-1);
    if (!last || rows.length < settledAtOnce) return;
    after = last.line;
  }
}

/** In the order of their lines; only what is sealed already, where nothing has to be sealed now. */
function rowsAfter(
  tx: Tx,
  importId: string,
  { after, isSealed }: { readonly after: number; readonly isSealed: boolean },
): Promise<RowAtRest[]> {
  return tx
    .selectFrom('importRow')
    .select(['line', 'cells', 'sealed'])
    .where('organizationId', '=', tx.organizationId)
    .where('importId', '=', importId)
    .where('line', '>', after)
    .$if(isSealed, (rows) => rows.where('sealed', 'is not', null))
    .orderBy('line')
    .limit(settledAtOnce)
    .execute();
}

async function rewrite(tx: Tx, importId: string, rows: readonly RowAtRest[]): Promise<void> {
  const lines = rows.map(({ line }) => line);
  const cells = rows.map((row) => cellsText(row.cells));
  const sealed = rows.map((row) => row.sealed);
  await sql`
    update import_row as r set cells = s.cells::text[], sealed = s.sealed
    from unnest(${lines}::int[], ${cells}::text[], ${sealed}::text[]) as s (line, cells, sealed)
    where r.organization_id = ${tx.organizationId} and r.import_id = ${importId} and r.line = s.line
      and (r.cells <> s.cells::text[] or r.sealed is distinct from s.sealed)`.execute(tx);
}
