import type { z } from 'zod';
import type { invitationDetailSchema } from '../../../contract/invitations.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { nextMailAt } from '../mails/mail-wait.ts';
import { sendingSettings } from '../organizations/sending-settings.ts';
import { findGrantsOf } from '../permissions/replace-grants.ts';
import type { Actor } from '../sessions/actor.ts';
import { describeInvitation, findInvitation, invitationTimeline } from './find-invitations.ts';

/** One invitation with all that its panel shows. @throws {AppError} not_found */
export async function invitationDetail(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<z.input<typeof invitationDetailSchema>> {
  const found = await findInvitation(tx, actor, id);
  if (!found) throw new AppError('not_found');
  const described = describeInvitation(actor, found);
  const { accountState: state, identityState: identity, message, nextReminderAt } = found;
  const { reminders: most } = await sendingSettings(tx);
  const grants = await findGrantsOf(tx, found.accountId, actor.timeZone);
  const timeline = await invitationTimeline(tx, id);
  const { expiresAt } = described;
  const isExpired = described.state === 'expired' && expiresAt !== null;
  return {
    ...described,
    account: { ...described.account, state, identity },
    message,
    grantsBeyondYours: found.isBeyond,
    timeZone: found.timeZone ?? actor.timeZone,
    reminders: { sent: found.reminders, most, nextAt: nextReminderAt?.toISOString() ?? null },
    nextMailAt: (await nextMailAt(tx, found.accountId))?.toISOString() ?? null,
    grants: grants.map(({ id: _, ...grant }) => grant),
    timeline: isExpired
      ? [{ at: expiresAt, kind: 'expired', by: null, response: null }, ...timeline]
      : timeline,
  };
}
