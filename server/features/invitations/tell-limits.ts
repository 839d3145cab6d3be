import type { AnswerOf } from '../../../contract/define-route.ts';
import type { getSendingLimits } from '../../../contract/invitations.ts';
import type { Tx } from '../../platform/database.ts';
import { inviterLimit, inviterUse, stoppedUntil, usedToday } from '../mails/sending-limits.ts';
import { sendingSettings } from '../organizations/sending-settings.ts';
import type { Actor } from '../sessions/actor.ts';
import { askerOf } from './asker.ts';

/** The limits before they bite. */
export async function tellLimits(tx: Tx, actor: Actor): Promise<AnswerOf<typeof getSendingLimits>> {
  const { today, todayEndsAt, dailyRecipients: limit } = await sendingSettings(tx);
  const used = await usedToday(tx, today);
  const mine = askerOf(actor).isLimited ? await inviterUse(tx, actor.accountId) : null;
  const stopped = await stoppedUntil(tx);
  return {
    today: { limit, used, left: Math.max(0, limit - used), endsAt: todayEndsAt.toISOString() },
    mine: mine && {
      limit: inviterLimit,
      used: mine.used,
      left: Math.max(0, inviterLimit - mine.used),
      nextAt: mine.nextAt?.toISOString() ?? null,
    },
    stoppedUntil: stopped?.toISOString() ?? null,
  };
}
