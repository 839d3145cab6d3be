import { sql } from 'kysely';
import type { z } from 'zod';
import type { countReviews } from '../../../contract/identity-reviews.ts';
import type { Tx } from '../../platform/database.ts';
import { targetDays } from './review-target.ts';

/**
 * How many wait for whom, and since when the longest waiting waits. What was sent before the target's way back is over
 * it; only in the hours around it, in which a clock may be put forward or back, is each one asked.
 */
export async function countPending(tx: Tx, timeZone: string) {
  const { rows } = await sql<{
    submitted: number;
    overdue: number;
    returned: number;
    draft: number;
    oldest: Date | null;
  }>`
    with target as (select working_days_before(now(), ${targetDays}, ${timeZone}) as sent)
    select count(*) filter (where pending_state = 'submitted') as submitted,
      count(*) filter (where pending_state = 'submitted' and (
        submitted_at < (select sent from target) - interval '3 hours'
        or submitted_at < (select sent from target) + interval '3 hours'
          and working_days_after(submitted_at, ${targetDays}, ${timeZone}) < now())) as overdue,
      count(*) filter (where pending_state = 'returned') as returned,
      count(*) filter (where pending_state = 'draft') as draft,
      min(submitted_at) filter (where pending_state = 'submitted') as oldest
    from identity where organization_id = ${tx.organizationId} and pending_state is not null`.execute(tx);
  const { submitted = 0, overdue = 0, returned = 0, draft = 0, oldest = null } = rows[0] ?? {};
  return { submitted, overdue, returned, draft, oldest: oldest?.toISOString() ?? null };
}

/** For the heads of the list; months are the organization's. */
export async function countAllReviews(
  tx: Tx,
  timeZone: string,
): Promise<z.input<typeof countReviews.answer>> {
  const { rows } = await sql<{ validated: number }>`
    select count(*) as validated from identity
    where organization_id = ${tx.organizationId} and validated_at is not null
      and validated_at >= date_trunc('month', now() at time zone ${timeZone}) at time zone ${timeZone}`.execute(
    tx,
  );
  return { ...(await countPending(tx, timeZone)), validatedThisMonth: rows[0]?.validated ?? 0 };
}
