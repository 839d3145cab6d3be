import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import { changedCounts } from './count-rows.ts';
import type { CountsChange } from './count-rows.ts';

/** How far the import has come. @param counted what it comes to in the counts */
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
  counted: CountsChange = {},
): Promise<void> {
  await tx
    .updateTable('import')
    .set({ ...changes, counts: changedCounts(counted), changedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .execute();
}
