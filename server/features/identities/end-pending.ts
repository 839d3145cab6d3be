import type { Tx } from '../../platform/database.ts';

/**
 * Nothing waits of an account that is closed: no reviewer meets it, no figure counts it. Its versions stay what they
 * were. The account is locked, so that nobody begins an identity for it meanwhile; who saves to one meets this at its row.
 */
export async function endPending(tx: Tx, accountId: string): Promise<void> {
  await tx
    .updateTable('identity')
    .set({ pendingState: null, pendingNews: null, pendingName: null })
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .where('pendingState', 'is not', null)
    .execute();
}
