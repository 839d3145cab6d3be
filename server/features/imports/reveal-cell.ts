import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Texts } from '../../platform/texts.ts';
import type { Actor } from '../sessions/actor.ts';
import { hiddenFrom, noteLook } from './hidden-cells.ts';
import type { Column } from './recognise-columns.ts';
import { openRow } from './sealed-rows.ts';
import { valuesOfRow } from './values-of-row.ts';

/** Shows a cell that is hidden from the reader, and notes that they looked. @throws {AppError} not_found */
export async function revealCell(
  tx: Tx,
  { seal, texts }: { readonly seal: Seal; readonly texts: Texts },
  actor: Actor,
  { id, line, target }: { readonly id: string; readonly line: number; readonly target: string },
): Promise<{ value: string }> {
  const row = await tx
    .selectFrom('importRow as row')
    .innerJoin('import', (join) =>
      join.onRef('import.organizationId', '=', 'row.organizationId').onRef('import.id', '=', 'row.importId'),
    )
    .select(['row.line', 'row.cells', 'row.sealed', 'row.edits', 'row.accountId'])
    .select(['import.columns', 'import.startedBy'])
    .where('row.organizationId', '=', tx.organizationId)
    .where('row.importId', '=', id)
    .where('row.line', '=', line)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  const { cells, edits } = openRow(seal, { organizationId: tx.organizationId, importId: id }, row);
  const value = valuesOfRow(cells, edits, row.columns as unknown as Column[]).get(target) ?? '';
  if (value === '') throw new AppError('not_found');
  const isHidden = await hiddenFrom(tx, texts, actor, row);
  await noteLook(tx, actor, { id, targets: isHidden(target) ? [target] : [], personId: row.accountId });
  return { value };
}
