import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import { recordActivity } from '../activity/record-activity.ts';

/**
 * Notes that someone saw a mail with its link. Once an hour for each reader and mail: a page that asks again, or is
 * made to ask again from elsewhere, says nothing new.
 */
export async function noteView(
  tx: Tx,
  { accountId, origin }: { readonly accountId: string; readonly origin: Origin },
  mailId: string,
): Promise<void> {
  // Of two at once the second waits, and sees the first's entry.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`mail.viewed ${accountId} ${mailId}`}, 0))`.execute(
    tx,
  );
  const lately = await tx
    .selectFrom('activity')
    .select('id')
    .where('organizationId', '=', tx.organizationId)
    .where('actorId', '=', accountId)
    .where('at', '>', sql<Date>`now() - interval '1 hour'`)
    .where('action', '=', 'mail.viewed')
    .where('subjectId', '=', mailId)
    .limit(1)
    .executeTakeFirst();
  if (lately) return;
  const subject = { type: 'mail', id: mailId } as const;
  await recordActivity(tx, origin, [{ action: 'mail.viewed', actorId: accountId, subject }]);
}
