import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/**
 * How far the application has come: behind these rows, if it stands where they begin and nobody stopped it or changed a
 * row since they were read.
 * @returns whether it moved
 */
export async function moveOnFrom(
  tx: Tx,
  from: { readonly id: string; readonly cursor: number; readonly revision: number },
  { cursor, count }: { readonly cursor: number; readonly count: number },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('import')
    .set({ cursor, done: sql`done + ${count}`, changedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', from.id)
    .where('state', '=', 'applying')
    .where('cursor', '=', from.cursor)
    .where('revision', '=', from.revision)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
