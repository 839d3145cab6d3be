import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** How far the import has come. */
export async function moveOn(
  tx: Tx,
  id: string,
  changes: {
    readonly state?: string;
    readonly failure?: string;
    readonly revision?: number;
    readonly cursor?: number;
    readonly done?: number;
  },
): Promise<void> {
  await tx
    .updateTable('import')
    .set({ ...changes, changedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .execute();
}
