import { sql } from 'kysely';
import type { ImportState } from '../../../contract/import-states.ts';
import type { Tx } from '../../platform/database.ts';
import { keepCounts } from './count-rows.ts';
import { lockImport } from './lock-import.ts';

/** At rest again: what a list shows is counted once. */
export async function restImport(tx: Tx, id: string, changes: object): Promise<void> {
  await tx
    .updateTable('import')
    .set({ ...changes, changedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .execute();
  await keepCounts(tx, id);
}

/** Unless somebody was faster, who paused or ended it. */
export async function restFrom(
  state: ImportState,
  tx: Tx,
  { id, changes }: { readonly id: string; readonly changes: object },
): Promise<void> {
  const importing = await lockImport(tx, id);
  if (importing?.state === state) await restImport(tx, id, changes);
}
