import { AppError } from '../../platform/app-error.ts';
import type { ImportState } from '../../../contract/import-states.ts';
import type { Tx } from '../../platform/database.ts';
import type { Column } from './recognise-columns.ts';

export type LockedImport = Awaited<ReturnType<typeof selectLocked>> & {};

async function selectLocked(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('import')
    .select(['id', 'state', 'columns', 'cursor', 'done', 'total', 'phaseTotal', 'revision', 'kind'])
    .select(['startedBy', 'startedKey', 'appliedBy', 'appliedKey', 'undoneBy', 'ip', 'requestId'])
    .select(['finishedAt', 'purgedAt', 'filename', 'appliedAt', 'hasHeader'])
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && { ...row, state: row.state as ImportState, columns: row.columns as unknown as Column[] };
}

/** Whoever changes an import or works on it holds its row: one after the other. */
export async function lockImport(tx: Tx, id: string): Promise<LockedImport | undefined> {
  return selectLocked(tx, id);
}

/** @throws {AppError} not_found (another organization's too), not_possible_now in any other state */
export async function needImportIn(
  tx: Tx,
  id: string,
  states: readonly ImportState[],
): Promise<LockedImport> {
  const importing = await lockImport(tx, id);
  if (!importing) throw new AppError('not_found');
  if (!states.includes(importing.state)) throw new AppError('not_possible_now');
  return importing;
}
