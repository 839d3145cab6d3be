import { sql } from 'kysely';
import pg from 'pg';
import type { Population } from '../../../contract/shared-schemas.ts';
import { AppError, refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';

export interface AccountChanges {
  readonly username?: string | undefined;
  readonly population?: Population | undefined;
  readonly language?: string | undefined;
}

/** @param version that was looked at. @throws {AppError} stale_version, not_acceptable when the username is taken */
export async function changeAccount(
  tx: Tx,
  { accountId, version }: { readonly accountId: string; readonly version: number },
  { username, population, language }: AccountChanges,
): Promise<void> {
  try {
    const changed = await tx
      .updateTable('account')
      .set({
        version: sql`version + 1`,
        ...(username !== undefined && { username, usernameCanonical: username.toLowerCase() }),
        ...(population !== undefined && { population }),
        ...(language !== undefined && { language }),
      })
      .where('organizationId', '=', tx.organizationId)
      .where('id', '=', accountId)
      .where('version', '=', version)
      .returning('id')
      .executeTakeFirst();
    if (!changed) throw new AppError('stale_version');
  } catch (error) {
    const isTaken = error instanceof pg.DatabaseError && error.constraint === 'account_username_taken';
    throw isTaken ? refuseField('username', 'account.username_taken') : error;
  }
}
