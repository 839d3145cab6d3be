import type { Tx } from '../../platform/database.ts';

interface Move {
  /** Who must be the founder now. */
  readonly from: string;
  readonly to: string;
}

/** One conditional write: of two hand-overs at once one finds somebody else. @returns false when `from` is the founder no more */
export async function moveFounder(tx: Tx, { from, to }: Move): Promise<boolean> {
  const moved = await tx
    .updateTable('organizationSettings')
    .set({ founderId: to })
    .where('organizationId', '=', tx.organizationId)
    .where('founderId', '=', from)
    .returning('founderId')
    .executeTakeFirst();
  return moved !== undefined;
}
