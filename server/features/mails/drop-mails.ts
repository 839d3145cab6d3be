import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** What waits to invite or remind is not sent any more, scheduled mails included; what is being sent now is. */
export async function dropMails(tx: Tx, invitationIds: readonly string[]): Promise<void> {
  await sql`
    update mail set state = 'dropped', finished_at = now()
    where organization_id = ${tx.organizationId} and about_id = any(${invitationIds}::uuid[])
      and kind in ('invitation', 'reminder') and state = 'queued'`.execute(tx);
}

/** Nothing that waits goes to this account any more; what is being sent now does. */
export async function dropMailsTo(tx: Tx, accountId: string): Promise<void> {
  await tx
    .updateTable('mail')
    .set({ state: 'dropped', finishedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .where('state', '=', 'queued')
    .execute();
}
