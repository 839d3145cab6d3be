import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/**
 * Ends every reset and every change of email that is under way: each speaks of a password or an address that was,
 * and whoever began it may not have been the owner (T2, T28).
 */
export async function voidPendingLinks(tx: Tx, accountId: string): Promise<void> {
  await tx
    .updateTable('passwordReset')
    .set({ voidedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .where('usedAt', 'is', null)
    .where('voidedAt', 'is', null)
    .execute();
  await voidEmailChange(tx, accountId);
}

/** @returns whether one was under way */
export async function voidEmailChange(tx: Tx, accountId: string): Promise<boolean> {
  const voided = await tx
    .updateTable('emailChange')
    .set({ voidedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .where('doneAt', 'is', null)
    .where('voidedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return voided !== undefined;
}
