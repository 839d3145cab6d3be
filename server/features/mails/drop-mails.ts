import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** What waits to invite or remind is not sent any more, scheduled mails included; what is being sent now is. */
export async function dropMails(tx: Tx, invitationIds: readonly string[]): Promise<void> {
  await sql`
    update mail set state = 'dropped', finished_at = now()
    where organization_id = ${tx.organizationId} and about_id = any(${invitationIds}::uuid[])
      and kind in ('invitation', 'reminder') and state = 'queued'`.execute(tx);
}
