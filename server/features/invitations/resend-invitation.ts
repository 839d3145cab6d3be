import { AppError, refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { needNothingBeyond } from '../permissions/find-beyond.ts';
import type { Actor } from '../sessions/actor.ts';
import { actOnOne } from './act-on-one.ts';
import { correctAddresses } from './correct-addresses.ts';
import { lockInvitations } from './lock-invitations.ts';
import type { LockedInvitation } from './lock-invitations.ts';
import { needInvitation } from './need-invitation.ts';
import { refusalOf } from './policy.ts';
import type { SendAgainParts } from './send-again.ts';

export interface Resend {
  readonly id: string;
  /** The right address, where the one before was wrong. */
  readonly email?: string | undefined;
}

/**
 * With an address it is corrected first: the old link ends with its generation, whoever holds it (T28). What is silent
 * stays silent then, and what waits for its day leaves on it.
 * @throws {AppError} not_found, not_possible_now, not_acceptable, and what speaks against sending; forbidden where it
 * would give another mailbox what the actor may not grant
 */
export async function resendInvitation(tx: Tx, parts: SendAgainParts, actor: Actor, { id, email }: Resend) {
  const [invitation] = await lockInvitations(tx, [id]);
  if (!invitation) throw new AppError('not_found');
  const { state, neverLeft, waitsForItsDay } = invitation;
  const isCorrection = email !== undefined && email !== invitation.email;
  if (isCorrection) await correctAddress(tx, actor, invitation, email);
  const staysUnsent = state === 'unsent' || (waitsForItsDay && !isCorrection);
  if (email !== undefined && staysUnsent) return needInvitation(tx, actor, id);
  const noted = isCorrection && waitsForItsDay ? null : neverLeft ? 'invitation.sent' : 'invitation.resent';
  return actOnOne(tx, parts, actor, { id, action: 'resend', isCorrection, noted });
}

async function correctAddress(
  tx: Tx,
  actor: Actor,
  invitation: LockedInvitation,
  email: string,
): Promise<void> {
  const { id, accountId } = invitation;
  if (refusalOf('resend', invitation)) throw new AppError('not_possible_now');
  await needNothingBeyond(tx, actor, accountId);
  const left = await correctAddresses(tx, [{ invitation, email }], { actorId: actor.accountId });
  if (left.get(id) === 'email_taken') throw refuseField('email', 'account.email_taken');
  if (left.size > 0) throw new AppError('not_possible_now');
  await recordActivity(tx, actor.origin, [
    {
      action: 'invitation.address_corrected',
      actorId: actor.accountId,
      subject: { type: 'account', id: accountId },
      fields: ['email'],
      before: { email: invitation.email },
      after: { email },
    },
  ]);
}
