import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/**
 * Ends every reset and every change of email that is under way: each speaks of a password or an address that was,
 * and whoever began it may not have been the owner (T2, T28).
 */
export async function voidPendingLinks(tx: Tx, accountIds: readonly string[]): Promise<void> {
  await tx
    .updateTable('passwordReset')
    .set({ voidedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where(sql<boolean>`account_id = any(${accountIds}::uuid[])`)
    .where('usedAt', 'is', null)
    .where('voidedAt', 'is', null)
    .execute();
  await voidEmailChanges(tx, accountIds);
}

/** @returns whether one was under way */
export async function voidEmailChange(tx: Tx, accountId: string): Promise<boolean> {
  return (await voidEmailChanges(tx, [accountId])).length > 0;
}

function voidEmailChanges(tx: Tx, accountIds: readonly string[]) {
  return tx
    .updateTable('emailChange')
    .set({ voidedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where(sql<boolean>`account_id = any(${accountIds}::uuid[])`)
    .where('doneAt', 'is', null)
    .where('voidedAt', 'is', null)
    .returning('id')
    .execute();
}
