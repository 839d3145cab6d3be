import type { Population } from '../../../contract/shared-schemas.ts';
import type { Tx } from '../../platform/database.ts';

/** What may still be said about an account before its person joins. */
export async function editInvitedAccount(
  tx: Tx,
  accountId: string,
  changes: { readonly population?: Population | undefined; readonly language?: string | undefined },
): Promise<void> {
  const { population, language } = changes;
  if (population === undefined && language === undefined) return;
  await tx
    .updateTable('account')
    .set({ ...(population && { population }), ...(language && { language }) })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', accountId)
    .where('state', '=', 'invited')
    .execute();
}
