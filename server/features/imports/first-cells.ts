import type { Tx } from '../../platform/database.ts';
import type { Seal } from '../../platform/seal.ts';
import { openCells } from './sealed-rows.ts';

/** Enough to tell what columns hold. */
const looked = 30;

/** The first cells of a column that are not empty, three at most, for who has to say what it is about. */
export type FirstCells = (index: number) => string[];

export async function findFirstCells(tx: Tx, seal: Seal, importId: string): Promise<FirstCells> {
  const rows = await tx
    .selectFrom('importRow')
    .select(['line', 'cells', 'sealed'])
    .where('organizationId', '=', tx.organizationId)
    .where('importId', '=', importId)
    .orderBy('line')
    .limit(looked)
    .execute();
  const place = { organizationId: tx.organizationId, importId };
  const cells = rows.map((row) => openCells(seal, place, row));
  return (index) =>
    cells
      .map((row) => row[index]?.trim() ?? '')
      .filter((cell) => cell !== '')
      .slice(0, 3)
      .map((cell) => cell.slice(0, 100));
}
