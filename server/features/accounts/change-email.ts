import type { Tx } from '../../platform/database.ts';

/** The new email of an active account; that nobody else has it is the database's word. */
export async function changeEmail(
  tx: Tx,
  accountId: string,
  { email, canonical }: { readonly email: string; readonly canonical: string },
): Promise<void> {
  await tx
    .updateTable('account')
    .set({ email, emailCanonical: canonical })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', accountId)
    .where('state', '=', 'active')
    .execute();
}
