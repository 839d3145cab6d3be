import type { Tx } from '../../platform/database.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { countRows } from './count-rows.ts';
import type { LockedImport } from './lock-import.ts';
import { restImport } from './rest-import.ts';

/**
 * Whoever ordered it may not import any more: what was taken back stays so, the rest can still be undone by others. The
 * import is where it was before, and what it has still to do begins anew.
 */
export async function stopUndoing(tx: Tx, { id, undoneFrom }: LockedImport): Promise<void> {
  const { create, update } = await countRows(tx, id);
  await restImport(tx, id, {
    state: undoneFrom ?? 'done',
    failure: 'import.undo_no_longer',
    cursor: -1,
    done: 0,
    phaseTotal: create + update,
  });
  // Nobody's act: it follows from a right that is gone, and what was said of the undoing came to less.
  await recordActivity(tx, null, [
    { action: 'import.undo_stopped', actorId: null, subject: { type: 'import', id } },
  ]);
}
