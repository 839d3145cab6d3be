import { sql } from 'kysely';
import type { AccountState } from '../../../contract/shared-schemas.ts';
import type { Tx } from '../../platform/database.ts';

interface Move {
  readonly from: readonly AccountState[];
  readonly to: AccountState;
}

/** @returns false when the account is in no state that it could be moved from */
export async function moveAccount(tx: Tx, accountId: string, { from, to }: Move): Promise<boolean> {
  const moved = await tx
    .updateTable('account')
    .set({ state: to, version: sql`version + 1` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', accountId)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst();
  return moved !== undefined;
}
