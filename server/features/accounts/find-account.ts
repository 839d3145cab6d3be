import type { AccountState, Population } from '../../../contract/shared-schemas.ts';
import type { Tx } from '../../platform/database.ts';

export interface Account {
  readonly id: string;
  readonly version: number;
  readonly email: string;
  readonly username: string;
  readonly population: Population;
  readonly language: string;
  readonly state: AccountState;
  readonly createdAt: Date;
  readonly activatedAt: Date | null;
}

/** Undefined: this organization has no such account, or it was erased. */
export async function findAccount(tx: Tx, id: string): Promise<Account | undefined> {
  return (await accounts(tx, id).executeTakeFirst()) as Account | undefined;
}

/** As it is now, and as nobody else changes it until the end of the transaction. */
export async function lockAccount(tx: Tx, id: string): Promise<Account | undefined> {
  return (await accounts(tx, id).forUpdate().executeTakeFirst()) as Account | undefined;
}

function accounts(tx: Tx, id: string) {
  return tx
    .selectFrom('account')
    .select(['id', 'version', 'email', 'username', 'population', 'language', 'state'])
    .select(['createdAt', 'activatedAt'])
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id);
}
