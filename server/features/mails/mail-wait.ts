import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

// P9: at least a minute apart, at most five an hour to one recipient.
export const apartSeconds = 60;
const perHour = 5;

/** Whole seconds until the next mail to this person may be queued, 0 if it may now. */
export async function mailWait(tx: Tx, accountId: string): Promise<number> {
  const waits = await mailWaits(tx, [accountId]);
  return waits.get(accountId) ?? 0;
}

/**
 * The same for many. Recipients are counted, not requests, by the mails' own rows since the address is this one; the
 * locks make two callers at once count one after the other (T37). A mail that waits for its moment counts from then on:
 * nobody has it yet, and one that was dropped before reached nobody.
 */
export async function mailWaits(tx: Tx, accountIds: readonly string[]): Promise<Map<string, number>> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended('mail ' || id, 0))
    from (select id::text from unnest(${accountIds}::uuid[]) as id order by id) as ordered`.execute(tx);
  const { rows } = await sql<{ id: string; wait: number }>`
    select person as id, wait from unnest(${accountIds}::uuid[]) as person cross join lateral (
      with ${lately(tx)}
      select ceil(greatest(
        -- Never longer, where the other caller's transaction began after ours.
        (select least(extract(epoch from max(leaves_at) - now()), 0) + ${apartSeconds} from lately having count(*) > 0),
        (select extract(epoch from leaves_at - now()) + 3600 from lately where place = ${perHour}),
        0))::int as wait) as waits`.execute(tx);
  return new Map(rows.map((row) => [row.id, row.wait]));
}

/** When that is, for who only tells it: somebody may be faster. Null: now. */
export async function nextMailAt(tx: Tx, accountId: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date }>`
    select at from unnest(array[${accountId}]::uuid[]) as person cross join lateral (
      with ${lately(tx)}
      select greatest(
        (select max(leaves_at) + make_interval(secs => ${apartSeconds}) from lately),
        (select leaves_at + interval '1 hour' from lately where place = ${perHour})) as at) as free
    where at > now()`.execute(tx);
  return rows[0]?.at ?? null;
}

/** The mails to `person` that count, of the last hour, the newest first. */
const lately = (tx: Tx) => sql`lately as (
  select leaves_at, row_number() over (order by leaves_at desc) as place
  from mail cross join lateral (select greatest(created_at, send_at) as leaves_at) as moment
  where organization_id = ${tx.organizationId} and account_id = person
    and kind in ('invitation', 'reminder', 'password_reset', 'email_change_new') and leaves_at > now() - interval '1 hour'
    and (leaves_at = created_at or leaves_at <= now() and (state <> 'dropped' or finished_at >= leaves_at))
    and created_at >= coalesce((select email_changed_at from account
      where account.organization_id = ${tx.organizationId} and account.id = person), '-infinity'))`;
