import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import { voidPendingLinks } from './void-pending-links.ts';

/** Keeps a hash as the account's password and voids every reset and change of email that is under way (T28). */
export async function storePassword(tx: Tx, accountId: string, hash: string): Promise<void> {
  const { organizationId } = tx;
  await tx
    .insertInto('password')
    .values({ organizationId, accountId, hash })
    .onConflict((conflict) =>
      conflict.columns(['organizationId', 'accountId']).doUpdateSet({ hash, changedAt: sql`now()` }),
    )
    .execute();
  await voidPendingLinks(tx, [accountId]);
}
