import type { Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { LiveInvitation } from './inspect-link.ts';
import { tellInviter } from './tell-inviter.ts';
import { recordEvents } from './record-events.ts';
import { endInvitation } from './revoke-invitation.ts';

/** "This is not me": ends the invitation and tells the inviter. @throws {AppError} not_possible_now */
export async function declineInvitation(
  tx: Tx,
  jobs: Jobs,
  invitation: LiveInvitation,
  origin: Origin,
): Promise<void> {
  const { id } = invitation;
  await endInvitation(tx, id);
  await recordEvents(tx, [{ invitationId: id, kind: 'declined' }]);
  await recordActivity(tx, origin, [
    { action: 'invitation.declined', actorId: null, subject: { type: 'invitation', id } },
  ]);
  await tellInviter(tx, jobs, 'invitation_declined', invitation);
}
