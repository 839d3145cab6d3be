import type { Tx } from '../../platform/database.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { Actor } from '../sessions/actor.ts';
import { needInvitation } from './need-invitation.ts';
import { sendAgain } from './send-again.ts';
import type { SendAgainParts } from './send-again.ts';

/** @throws {AppError} not_found, not_possible_now, too_many_requests */
export async function resendInvitation(tx: Tx, parts: SendAgainParts, actor: Actor, id: string) {
  await needInvitation(tx, actor, id);
  await sendAgain(tx, parts, { id, actorId: actor.accountId });
  const subject = { type: 'invitation', id } as const;
  await recordActivity(tx, actor.origin, [
    { action: 'invitation.resent', actorId: actor.accountId, subject },
  ]);
  return needInvitation(tx, actor, id);
}
