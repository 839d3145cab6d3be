import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import { findCredentials } from './find-credentials.ts';

/** The new email that an account waits for, as its owner sees it; null when none is under way. */
export async function findEmailChange(tx: Tx, accountId: string) {
  const change = await tx
    .selectFrom('emailChange')
    .select(['email', 'oldConfirmedAt', 'newConfirmedAt', 'expiresAt'])
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .where('doneAt', 'is', null)
    .where('voidedAt', 'is', null)
    .where(sql<boolean>`expires_at > now()`)
    .executeTakeFirst();
  if (!change) return null;
  return {
    email: change.email,
    oldConfirmed: change.oldConfirmedAt !== null,
    newConfirmed: change.newConfirmedAt !== null,
    taken: (await findCredentials(tx, change.email)) !== undefined,
    expiresAt: change.expiresAt.toISOString(),
  };
}
