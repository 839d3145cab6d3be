import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { recordEvents } from './record-events.ts';

export interface Bounce {
  /** The generation of the link that the mail carried. */
  readonly link: number;
  /** What the mail server said. */
  readonly response: string | null;
  /** Who told us of it, where it was not the mail server itself. */
  readonly reporter?: { readonly accountId: string; readonly origin: Origin };
}

/**
 * A mail came back: the invitation is bounced and no more reminders leave, if the mail's link is the live one and nobody
 * opened it. What came back after a newer link went out stands in the timeline only. @returns whether it is bounced now
 */
export async function markBounced(
  tx: Tx,
  invitationId: string,
  { link, response, reporter }: Bounce,
): Promise<boolean> {
  const bounced = await tx
    .updateTable('invitation')
    .set({ state: 'bounced', nextReminderAt: null, changedAt: sql`now()`, version: sql`version + 1` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', invitationId)
    .where('generation', '=', link)
    .where('state', 'in', ['queued', 'scheduled', 'sent'])
    .returning('id')
    .executeTakeFirst();
  const actorId = reporter?.accountId ?? null;
  const kind = bounced ? 'bounced' : 'earlier_bounced';
  await recordEvents(tx, [{ invitationId, kind, response, actorId }]);
  if (!bounced) return false;
  const subject = { type: 'invitation', id: invitationId } as const;
  await recordActivity(tx, reporter?.origin ?? null, [{ action: 'invitation.bounced', actorId, subject }]);
  return true;
}
