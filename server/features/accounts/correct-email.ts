import { sql } from 'kysely';
import pg from 'pg';
import { refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { canonicalEmail } from './create-accounts.ts';

/**
 * The address of an account that nobody has joined with yet; the account stays the same, its username too.
 * @returns false when the account is not `invited` any more
 * @throws {AppError} not_acceptable when another account has the address
 */
export async function correctEmail(tx: Tx, accountId: string, email: string): Promise<boolean> {
  try {
    const corrected = await tx
      .updateTable('account')
      .set({ email, emailCanonical: canonicalEmail(email), emailChangedAt: sql`now()` })
      .where('organizationId', '=', tx.organizationId)
      .where('id', '=', accountId)
      .where('state', '=', 'invited')
      .returning('id')
      .executeTakeFirst();
    return corrected !== undefined;
  } catch (error) {
    const isTaken = error instanceof pg.DatabaseError && error.constraint === 'account_email_taken';
    throw isTaken ? refuseField('email', 'account.email_taken') : error;
  }
}
