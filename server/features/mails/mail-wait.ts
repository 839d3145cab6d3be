import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

// P9: at least a minute apart, at most five an hour to one recipient.
const apartSeconds = 60;
const perHour = 5;

/**
 * Whole seconds until the next mail to this person may be queued, 0 if it may now. Recipients are counted, not
 * requests, by the mails' own rows; the lock makes two callers at once count one after the other (T37).
 */
export async function mailWait(tx: Tx, accountId: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`mail ${accountId}`}, 0))`.execute(tx);
  const { rows } = await sql<{ wait: number }>`
    with lately as (
      select created_at, row_number() over (order by created_at desc) as place from mail
      where organization_id = ${tx.organizationId} and account_id = ${accountId}
        and kind in ('invitation', 'password_reset', 'email_change_new') and created_at > now() - interval '1 hour'
    )
    select ceil(greatest(
      (select extract(epoch from max(created_at) - now()) + ${apartSeconds} from lately),
      (select extract(epoch from created_at - now()) + 3600 from lately where place = ${perHour}),
      0))::int as wait`.execute(tx);
  return rows[0]?.wait ?? 0;
}
