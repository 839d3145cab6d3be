import { sql } from 'kysely';
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

/** Those of them that this organization has. */
export async function findAccounts(tx: Tx, ids: readonly string[]): Promise<readonly Account[]> {
  return (await manyAccounts(tx, ids).execute()) as Account[];
}

/** The same, as nobody else changes them until the end of the transaction; in one order, so that none wait for each other. */
export async function lockAccounts(tx: Tx, ids: readonly string[]): Promise<readonly Account[]> {
  return (await manyAccounts(tx, ids).orderBy('id').forUpdate().execute()) as Account[];
}

function accounts(tx: Tx, id: string) {
  return allAccounts(tx).where('id', '=', id);
}

function manyAccounts(tx: Tx, ids: readonly string[]) {
  return allAccounts(tx).where(sql<boolean>`id = any(${ids}::uuid[])`);
}

function allAccounts(tx: Tx) {
  return tx
    .selectFrom('account')
    .select(['id', 'version', 'email', 'username', 'population', 'language', 'state'])
    .select(['createdAt', 'activatedAt'])
    .where('organizationId', '=', tx.organizationId);
}
