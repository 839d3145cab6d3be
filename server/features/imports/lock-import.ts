import { AppError } from '../../platform/app-error.ts';
import type { ImportState } from '../../../contract/import-states.ts';
import type { Tx } from '../../platform/database.ts';
import type { Column } from './recognise-columns.ts';

export type LockedImport = Awaited<ReturnType<typeof findImport>> & {};

/** As it is, while others may change it. */
export async function findImport(tx: Tx, id: string) {
  return typed(await selected(tx, id).executeTakeFirst());
}

/** Whoever changes an import or works on it holds its row: one after the other. */
export async function lockImport(tx: Tx, id: string): Promise<LockedImport | undefined> {
  return typed(await selected(tx, id).forUpdate().executeTakeFirst());
}

function selected(tx: Tx, id: string) {
  return tx
    .selectFrom('import')
    .select([
      'id',
      'state',
      'columns',
      'cursor',
      'done',
      'total',
      'phaseTotal',
      'revision',
      'kind',
      'settledTo',
    ])
    .select([
      'startedBy',
      'startedKey',
      'appliedBy',
      'appliedKey',
      'approvedBy',
      'failure',
      'undoneBy',
      'undoneKey',
      'undoneFrom',
      'ip',
      'requestId',
    ])
    .select(['finishedAt', 'purgedAt', 'filename', 'appliedAt', 'hasHeader'])
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id);
}

type Row = Awaited<ReturnType<ReturnType<typeof selected>['executeTakeFirst']>>;

function typed(row: Row) {
  return row && { ...row, state: row.state as ImportState, columns: row.columns as unknown as Column[] };
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
