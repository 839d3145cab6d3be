import type { Tx } from '../../platform/database.ts';

/** From how many rows on an import waits for a second person; null: none does. */
export async function approvalRows(tx: Tx): Promise<number | null> {
  const { importApprovalRows } = await tx
    .selectFrom('organizationSettings')
    .select('importApprovalRows')
    .where('organizationId', '=', tx.organizationId)
    .executeTakeFirstOrThrow();
  return importApprovalRows;
}
