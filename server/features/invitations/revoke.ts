import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import { dropMails } from '../mails/drop-mails.ts';

/** Ends links at once, and the mails that wait. @returns the ids of those that were still open */
export async function revoke(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update invitation set state = 'revoked', changed_at = now(), next_reminder_at = null, version = version + 1
    where organization_id = ${tx.organizationId} and id = any(${ids}::uuid[])
      and state not in ('accepted', 'revoked')
    returning id`.execute(tx);
  const revoked = rows.map(({ id }) => id);
  await dropMails(tx, revoked);
  return revoked;
}
