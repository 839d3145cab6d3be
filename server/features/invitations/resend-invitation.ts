import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { correctEmail } from '../accounts/correct-email.ts';
import { forgetRecipient } from '../mails/reserve-recipients.ts';
import { sendingSettings } from '../organizations/sending-settings.ts';
import type { Actor } from '../sessions/actor.ts';
import { actOnOne } from './act-on-one.ts';
import { lockInvitations } from './lock-invitations.ts';
import { refusalOf } from './policy.ts';
import { recordEvents } from './record-events.ts';
import type { SendAgainParts } from './send-again.ts';

export interface Resend {
  readonly id: string;
  /** The right address, where the one before was wrong. */
  readonly email?: string | undefined;
}

/**
 * With an address it is corrected first: the old link ends with its generation, whoever holds it (T28).
 * @throws {AppError} not_found, not_possible_now, not_acceptable, and what speaks against sending
 */
export async function resendInvitation(tx: Tx, parts: SendAgainParts, actor: Actor, { id, email }: Resend) {
  const isCorrection = email !== undefined && (await correctAddress(tx, actor, id, email));
  return actOnOne(tx, parts, actor, { id, action: 'resend', isCorrection });
}

/** @returns false when it is the address already */
async function correctAddress(tx: Tx, actor: Actor, id: string, email: string): Promise<boolean> {
  const [invitation] = await lockInvitations(tx, [id]);
  if (!invitation) throw new AppError('not_found');
  if (refusalOf('resend', invitation)) throw new AppError('not_possible_now');
  if (invitation.email === email) return false;
  const { accountId } = invitation;
  if (!(await correctEmail(tx, accountId, email))) throw new AppError('not_possible_now');
  const { today } = await sendingSettings(tx);
  await forgetRecipient(tx, accountId, today);
  await recordEvents(tx, [{ invitationId: id, kind: 'address_corrected', actorId: actor.accountId }]);
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
  return true;
}
