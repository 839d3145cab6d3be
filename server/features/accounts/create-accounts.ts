import { sql } from 'kysely';
import { parseEmailAddress } from '../../../contract/email-address.ts';
import type { Population } from '../../../contract/shared-schemas.ts';
import type { Tx } from '../../platform/database.ts';

export interface NewAccount {
  readonly id: string;
  /** Valid already: the request's schema or the plan saw to it. */
  readonly email: string;
  readonly username: string;
  readonly population: Population;
  readonly language: string;
  /** IANA name; absent: the organization's. */
  readonly timeZone?: string | undefined;
}

/**
 * Level 1 for many people, in one statement. Two callers who want the same email or username: the constraint
 * lets one through, the other is refused with all it brought.
 */
export async function createAccounts(tx: Tx, accounts: readonly NewAccount[]): Promise<void> {
  const columns = [
    accounts.map((account) => account.id),
    accounts.map((account) => account.email),
    accounts.map((account) => canonicalEmail(account.email)),
    accounts.map((account) => account.username),
    accounts.map((account) => account.username.toLowerCase()),
    accounts.map((account) => account.population),
    accounts.map((account) => account.language),
    accounts.map((account) => account.timeZone ?? null),
  ];
  const [ids, emails, canonicalEmails, usernames, canonicalUsernames, populations, languages, zones] =
    columns;
  await sql`
    insert into account (organization_id, id, email, email_canonical, username, username_canonical, population, language,
      time_zone)
    select ${tx.organizationId}, * from unnest(
      ${ids}::uuid[], ${emails}::text[], ${canonicalEmails}::text[], ${usernames}::text[],
      ${canonicalUsernames}::text[], ${populations}::text[], ${languages}::text[], ${zones}::text[])`.execute(
    tx,
  );
}

/** The one form in which an address is compared. @throws {Error} for what no schema would have let in */
export function canonicalEmail(email: string): string {
  const parsed = parseEmailAddress(email);
  if (!parsed.ok) throw new Error('an email address came past its schema');
  return parsed.canonical;
}
