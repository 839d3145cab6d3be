import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import { changedCounts } from './count-rows.ts';
import type { CountsChange } from './count-rows.ts';
import type { LockedImport } from './lock-import.ts';

/**
 * How far a stage has come: behind these rows, if it stands where they begin and nobody stopped it or changed a
 * row since they were read.
 * @returns whether it moved
 */
export async function moveOnFrom(
  tx: Tx,
  from: Pick<LockedImport, 'id' | 'state' | 'cursor' | 'revision'>,
  to: { readonly cursor: number; readonly count: number; readonly counted: CountsChange },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('import')
    .set({
      cursor: to.cursor,
      done: sql`done + ${to.count}`,
      counts: changedCounts(to.counted),
      changedAt: sql`now()`,
    })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', from.id)
    .where('state', '=', from.state)
    .where('cursor', '=', from.cursor)
    .where('revision', '=', from.revision)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
