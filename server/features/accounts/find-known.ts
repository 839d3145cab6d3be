import { sql } from 'kysely';
import type { AccountState, IdentityState } from '../../../contract/shared-schemas.ts';
import type { Tx } from '../../platform/database.ts';

/** An account as it must be known to say what a row about its person would change. */
export interface KnownAccount {
  readonly id: string;
  readonly emailCanonical: string;
  readonly username: string;
  readonly usernameCanonical: string;
  readonly population: string;
  readonly language: string;
  readonly timeZone: string | null;
  readonly state: AccountState;
  readonly identityState: IdentityState;
}

/** The accounts of these canonical addresses, by address. */
export async function findKnown(
  tx: Tx,
  emails: readonly string[],
): Promise<ReadonlyMap<string, KnownAccount>> {
  if (emails.length === 0) return new Map();
  const { rows } = await sql<KnownAccount>`
    select id, email_canonical, username, username_canonical, population, language, time_zone, state, identity_state
    from unnest(${emails}::text[]) as asked (wanted) join person on email_canonical = wanted
    where organization_id = ${tx.organizationId}`.execute(tx);
  return new Map(rows.map((row) => [row.emailCanonical, row]));
}
