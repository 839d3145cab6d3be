import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** People an hour whom one inviter may mail who may not invite in bulk (P9, T21). */
export const inviterLimit = 200;

export interface InviterUse {
  readonly used: number;
  /** When the next one may be mailed; null while there is room. */
  readonly nextAt: Date | null;
}

/** How many different people were mailed at this person's word within the hour. */
export async function inviterUse(tx: Tx, accountId: string): Promise<InviterUse> {
  const { rows } = await sql<InviterUse>`
    select count(*)::int as used,
      case when count(*) >= ${inviterLimit}
        then (array_agg(at order by at desc))[${inviterLimit}] + interval '1 hour' end as next_at
    from mail_recipient
    where organization_id = ${tx.organizationId} and asked_by = ${accountId} and at > now() - interval '1 hour'`.execute(
    tx,
  );
  return rows[0] ?? { used: 0, nextAt: null };
}

/** How many different people are mailed today. */
export async function usedToday(tx: Tx, today: string): Promise<number> {
  const row = await tx
    .selectFrom('mailDay')
    .select('recipients')
    .where('organizationId', '=', tx.organizationId)
    .where('day', '=', today)
    .executeTakeFirst();
  return row?.recipients ?? 0;
}

// T21: who guesses addresses, or was given a bad list, is stopped before the mail server's name is spoiled.
const bouncesToStop = 20;
const newest = 100;

const asksIn = sql`kind in ('invitation', 'reminder')`;

/**
 * Until when nothing is sent, because of the newest 100 invitations of a day at least 20, and more than a fifth, came
 * back; null while all is well.
 */
export async function stoppedUntil(tx: Tx): Promise<Date | null> {
  const { rows } = await sql<{ count: number; until: Date | null }>`
    select count(*)::int as count, min(at) + interval '24 hours' as until from (
      select coalesce(bounced_at, finished_at) as at from mail
      where organization_id = ${tx.organizationId} and state = 'refused' and ${asksIn}
      order by id desc limit ${bouncesToStop}) as bounced
    where at > now() - interval '24 hours'`.execute(tx);
  const [bounced] = rows;
  if (!bounced || bounced.count < bouncesToStop) return null;
  return (await isOneInFive(tx)) ? bounced.until : null;
}

async function isOneInFive(tx: Tx): Promise<boolean> {
  const ofState = (state: string) => sql`
    (select id, state from mail where organization_id = ${tx.organizationId} and state = ${state} and ${asksIn}
      order by id desc limit ${newest})`;
  const { rows } = await sql<{ isTooMany: boolean }>`
    select count(*) filter (where state = 'refused') * 5 > count(*) as is_too_many from (
      select state from (
        ${ofState('sent')} union all ${ofState('kept')} union all ${ofState('refused')}) as settled
      order by id desc limit ${newest}) as newest`.execute(tx);
  return rows[0]?.isTooMany ?? false;
}
