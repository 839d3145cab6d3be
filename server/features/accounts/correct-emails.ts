import { sql } from 'kysely';
import pg from 'pg';
import type { Tx } from '../../platform/database.ts';
import { RunAgain } from '../../platform/retry-deadlocks.ts';
import { canonicalEmail } from './create-accounts.ts';

export interface EmailCorrection {
  readonly accountId: string;
  readonly email: string;
}

/** `taken`: another account has the address; `no_longer`: the account is not `invited` any more. */
export type EmailOutcome = 'corrected' | 'taken' | 'no_longer';

/**
 * The addresses of accounts that nobody has joined with yet; the accounts stay the same, their usernames too.
 * @returns what became of each, by account
 */
export async function correctEmails(
  tx: Tx,
  corrections: readonly EmailCorrection[],
): Promise<Map<string, EmailOutcome>> {
  const ids = corrections.map(({ accountId }) => accountId);
  const emails = corrections.map(({ email }) => email);
  const canonical = emails.map(canonicalEmail);
  try {
    const { rows } = await sql<{ id: string; outcome: EmailOutcome }>`
      with wanted as (
        select id, email, canonical, exists (
          select from account as other where other.organization_id = ${tx.organizationId}
            and other.email_canonical = canonical and other.id <> asked.id) as is_taken
        from unnest(${ids}::uuid[], ${emails}::text[], ${canonical}::text[]) as asked (id, email, canonical)
      ), corrected as (
        update account set email = wanted.email, email_canonical = wanted.canonical, email_changed_at = now()
        from wanted
        where organization_id = ${tx.organizationId} and account.id = wanted.id and state = 'invited' and not is_taken
        returning account.id
      )
      select id, case when is_taken then 'taken' when corrected.id is null then 'no_longer' else 'corrected' end as outcome
      from wanted left join corrected using (id)`.execute(tx);
    return new Map(rows.map(({ id, outcome }) => [id, outcome]));
  } catch (error) {
    // Taken between our look and our write: the next look sees who has it.
    const isTaken = error instanceof pg.DatabaseError && error.constraint === 'account_email_taken';
    throw isTaken ? new RunAgain() : error;
  }
}
