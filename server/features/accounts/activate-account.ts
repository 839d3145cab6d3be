import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** `invited` → `active`. @returns false when the account is in any other state */
export async function activateAccount(tx: Tx, accountId: string): Promise<boolean> {
  const activated = await tx
    .updateTable('account')
    .set({ state: 'active', activatedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', accountId)
    .where('state', '=', 'invited')
    .returning('id')
    .executeTakeFirst();
  return activated !== undefined;
}
