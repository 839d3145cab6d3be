import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Texts } from '../../platform/texts.ts';
import { findRecognition } from './find-recognition.ts';
import type { LockedImport } from './lock-import.ts';
import { restImport } from './rest-import.ts';
import { rowsAt } from './rows-at.ts';
import { openCells, sealRow } from './sealed-rows.ts';
import type { RowAtRest } from './sealed-rows.ts';
import { secretCells } from './secret-cells.ts';
import { cellsText } from './store-rows.ts';

const settledAtOnce = 2000;

/**
 * It is said now what the columns are about, and the next rows become so: what is about nothing is not kept (ruling 25),
 * of the rest what is sensitive is sealed, and what was planned before is to be planned anew.
 * @returns true: the import goes on, with more rows or with its plan
 */
export async function settleRows(
  tx: Tx,
  { seal, texts }: { readonly seal: Seal; readonly texts: Texts },
  { id, columns, settledTo, done }: LockedImport,
): Promise<true> {
  const rows = await rowsAfter(tx, id, settledTo ?? -1);
  const last = rows.at(-1);
  if (!last) {
    await restImport(tx, id, { settledTo: null, done: 0, phaseStartedAt: sql`now()` });
    return true;
  }
  const { targets } = await findRecognition(tx, texts);
  const isSecret = secretCells(columns, targets);
  const place = { organizationId: tx.organizationId, importId: id };
  const settled = rows.map((row) => {
    const cells = openCells(seal, place, row);
    const kept = cells.map((cell, index) => (columns[index]?.target === null ? '' : cell));
    return sealRow(seal, place, isSecret, { line: row.line, cells: kept });
  });
  await rewrite(tx, id, settled);
  await tx
    .updateTable('import')
    .set({ settledTo: last.line, done: done + rows.length, changedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .execute();
  return true;
}

function rowsAfter(tx: Tx, importId: string, after: number): Promise<RowAtRest[]> {
  return tx
    .selectFrom('importRow')
    .select(['line', 'cells', 'sealed'])
    .where('organizationId', '=', tx.organizationId)
    .where('importId', '=', importId)
    .where('line', '>', after)
    .orderBy('line')
    .limit(settledAtOnce)
    .execute();
}

/** A row that stays as it is, and was not planned before, is not written. */
async function rewrite(tx: Tx, importId: string, rows: readonly RowAtRest[]): Promise<void> {
  const lines = rows.map(({ line }) => line);
  const cells = rows.map((row) => cellsText(row.cells));
  const sealed = rows.map((row) => row.sealed);
  const stays = sql`(r.outcome is null or r.outcome in ('left_out', 'done'))`;
  await sql`
    update import_row as r set cells = s.cells::text[], sealed = s.sealed,
      outcome = case when ${stays} then r.outcome end,
      problems = case when ${stays} then r.problems end,
      email_canonical = case when ${stays} then r.email_canonical end,
      username_canonical = case when ${stays} then r.username_canonical end
    from unnest(${lines}::int[], ${cells}::text[], ${sealed}::text[]) as s (line, cells, sealed)
    where ${rowsAt(tx, importId, lines)} and r.line = s.line
      and (r.cells <> s.cells::text[] or r.sealed is distinct from s.sealed or not ${stays})`.execute(tx);
}
