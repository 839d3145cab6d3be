import { sql } from 'kysely';
import type { Population } from '../../../contract/shared-schemas.ts';
import type { Tx } from '../../platform/database.ts';

/** What may still be said about accounts before their people join. */
export async function editInvitedAccounts(
  tx: Tx,
  accountIds: readonly string[],
  changes: { readonly population?: Population | undefined; readonly language?: string | undefined },
): Promise<void> {
  const { population, language } = changes;
  if (population === undefined && language === undefined) return;
  await tx
    .updateTable('account')
    .set({ ...(population && { population }), ...(language && { language }) })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', sql<string>`any(${accountIds}::uuid[])`)
    .where('state', '=', 'invited')
    .execute();
}
