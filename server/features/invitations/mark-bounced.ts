import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { recordEvents } from './record-events.ts';

export interface Bounce {
  readonly invitationId: string;
  /** The generation of the link that the mail carried. */
  readonly link: number;
  /** What the mail server said. */
  readonly response: string | null;
}

/** Who told us of it, where it was not the mail server itself. */
interface Reporter {
  readonly accountId: string;
  readonly origin: Origin;
}

/**
 * Mails came back: an invitation is bounced and no more reminders leave, if the mail's link is the live one and nobody
 * opened it. What came back after a newer link went out stands in the timeline only. @returns which are bounced now
 */
export async function markBounced(
  tx: Tx,
  bounces: readonly Bounce[],
  reporter?: Reporter,
): Promise<ReadonlySet<string>> {
  if (bounces.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    update invitation set state = 'bounced', next_reminder_at = null, changed_at = now(), version = version + 1
    from unnest(${bounces.map(({ invitationId }) => invitationId)}::uuid[], ${bounces.map(({ link }) => link)}::int[])
      as bounce (id, link)
    where organization_id = ${tx.organizationId} and invitation.id = bounce.id and generation = bounce.link
      and state in ('queued', 'scheduled', 'sent')
    returning invitation.id`.execute(tx);
  const marked = new Set(rows.map(({ id }) => id));
  const actorId = reporter?.accountId ?? null;
  await recordEvents(
    tx,
    bounces.map(({ invitationId, response }) => {
      const kind = marked.has(invitationId) ? 'bounced' : 'earlier_bounced';
      return { invitationId, kind, response, actorId };
    }),
  );
  const subjects = rows.map(({ id }) => ({ type: 'invitation', id }) as const);
  await recordActivity(
    tx,
    reporter?.origin ?? null,
    subjects.map((subject) => ({ action: 'invitation.bounced', actorId, subject })),
  );
  return marked;
}
