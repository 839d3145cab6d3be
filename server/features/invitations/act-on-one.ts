import type { ActivityAction } from '../../../contract/activity-actions.ts';
import type { BatchAction } from '../../../contract/invitation-batches.ts';
import type { Tx } from '../../platform/database.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { Actor } from '../sessions/actor.ts';
import { actOnInvitations } from './act-on-invitations.ts';
import { needDone } from './act-outcome.ts';
import { askerOf } from './asker.ts';
import type { Extension } from './extend.ts';
import { needInvitation } from './need-invitation.ts';
import type { SendAgainParts } from './send-again.ts';

export const activityOf = {
  send: 'invitation.sent',
  resend: 'invitation.resent',
  remind: 'invitation.reminded',
  revoke: 'invitation.revoked',
  extend: 'invitation.extended',
  correct: 'invitation.address_corrected',
  edit: 'invitation.edited',
} as const satisfies Record<BatchAction, ActivityAction>;

export interface OneAct {
  readonly id: string;
  readonly action: Exclude<BatchAction, 'send' | 'correct' | 'edit'>;
  readonly extension?: Extension;
  readonly isCorrection?: boolean;
  /** How the activity calls it, where it is called something else; null: it is part of what was told already. */
  readonly noted?: ActivityAction | null;
}

/**
 * One is many with one in it, and refused as a whole.
 * @throws {AppError} not_found, not_possible_now, too_many_requests, sending_stopped, inviter_limit, daily_limit
 */
export async function actOnOne(tx: Tx, parts: SendAgainParts, actor: Actor, act: OneAct) {
  const { id, action, extension = {}, isCorrection = false, noted = activityOf[action] } = act;
  const order = { action, asker: askerOf(actor), origin: actor.origin, extension, isCorrection };
  const outcomes = await actOnInvitations(tx, parts, order, [id]);
  needDone(outcomes.get(id), actor.timeZone);
  const subject = { type: 'invitation', id } as const;
  if (noted) await recordActivity(tx, actor.origin, [{ action: noted, actorId: actor.accountId, subject }]);
  return needInvitation(tx, actor, id);
}
