import { parseLogin } from '../../../contract/login.ts';
import type { Tx } from '../../platform/database.ts';

export interface Credentials {
  readonly accountId: string;
  readonly state: string;
  readonly language: string;
  readonly username: string;
  readonly email: string;
  /** Null: invited, no password chosen yet. */
  readonly hash: string | null;
}

/** The account that one may sign in to by this email or username: one name space, because no username has an @. */
export async function findCredentials(tx: Tx, login: string): Promise<Credentials | undefined> {
  const canonical = canonicalLogin(login);
  const column = canonical.includes('@') ? 'account.emailCanonical' : 'account.usernameCanonical';
  return tx
    .selectFrom('account')
    .leftJoin('password', (join) =>
      join
        .onRef('password.organizationId', '=', 'account.organizationId')
        .onRef('password.accountId', '=', 'account.id'),
    )
    .select([
      'account.id as accountId',
      'account.state',
      'account.language',
      'account.username',
      'account.email',
    ])
    .select('password.hash')
    .where('account.organizationId', '=', tx.organizationId)
    .where(column, '=', canonical)
    .executeTakeFirst();
}

/** What an account's tries are counted under: each login apart, so that their counts tell nobody that they are one's. */
export function countedLogins(
  organizationId: string | undefined,
  ...logins: readonly string[]
): readonly string[] {
  return logins.map((login) => `${organizationId} ${canonicalLogin(login)}`);
}

/**
 * The form in which a login is looked up and its tries are counted, for any input. What is neither an email nor a
 * username stays as it is: folded, a Kelvin sign would find the account with a k (T14).
 */
export function canonicalLogin(login: string): string {
  return parseLogin(login)?.canonical ?? login;
}
