import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { LiveInvitation } from './inspect-link.ts';
import { tellInviter } from './tell-inviter.ts';
import { recordEvents } from './record-events.ts';
import { revoke } from './revoke.ts';

/** "This is not me": ends the invitation, which the caller locked, and tells the inviter. @throws {AppError} invitation_expired */
export async function declineInvitation(
  tx: Tx,
  jobs: Jobs,
  invitation: LiveInvitation,
  origin: Origin,
): Promise<void> {
  const { id, expired } = invitation;
  if (expired) throw new AppError('invitation_expired');
  if ((await revoke(tx, [id])).length === 0) throw new AppError('not_possible_now');
  await recordEvents(tx, [{ invitationId: id, kind: 'declined' }]);
  await recordActivity(tx, origin, [
    { action: 'invitation.declined', actorId: null, subject: { type: 'invitation', id } },
  ]);
  await tellInviter(tx, jobs, 'invitation_declined', invitation);
}
