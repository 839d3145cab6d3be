import { sql } from 'kysely';
import type { AccountState } from '../../../contract/shared-schemas.ts';
import type { Tx } from '../../platform/database.ts';

interface Move {
  readonly from: readonly AccountState[];
  readonly to: AccountState;
}

/** @returns false when the account is in no state that it could be moved from */
export async function moveAccount(tx: Tx, accountId: string, { from, to }: Move): Promise<boolean> {
  return (await moveAccounts(tx, [accountId], { from, to })).length > 0;
}

/** @returns those that were moved */
export async function moveAccounts(
  tx: Tx,
  accountIds: readonly string[],
  { from, to }: Move,
): Promise<readonly string[]> {
  const moved = await tx
    .updateTable('account')
    .set({ state: to, version: sql`version + 1` })
    .where('organizationId', '=', tx.organizationId)
    .where(sql<boolean>`id = any(${accountIds}::uuid[])`)
    .where('state', 'in', from)
    .returning('id')
    .execute();
  return moved.map(({ id }) => id);
}
