import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { LiveInvitation } from './inspect-link.ts';
import { recordEvents } from './record-events.ts';

/** A person acted on the page for the first time; scanners only load it (ruling 10). Repeats change nothing. */
export async function openInvitation(
  tx: Tx,
  { id, generation }: LiveInvitation,
  origin: Origin,
): Promise<void> {
  const opened = await tx
    .updateTable('invitation')
    .set({ state: 'opened', changedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .where('generation', '=', generation)
    .where('state', 'in', ['queued', 'sent', 'handed_over', 'bounced'])
    .where(sql<boolean>`expires_at > now()`)
    .returning('id')
    .executeTakeFirst();
  if (!opened) return;
  await recordEvents(tx, [{ invitationId: id, kind: 'opened' }]);
  await recordActivity(tx, origin, [
    { action: 'invitation.opened', actorId: null, subject: { type: 'invitation', id } },
  ]);
}
