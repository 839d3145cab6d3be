import type { Tx } from '../../platform/database.ts';
import { RunAgain } from '../../platform/retry-deadlocks.ts';
import { reserveRecipients } from '../mails/reserve-recipients.ts';
import type { Recipient } from '../mails/reserve-recipients.ts';
import { inviterLimit, inviterUse, stoppedUntil } from '../mails/sending-limits.ts';
import { sendingSettings } from '../organizations/sending-settings.ts';
import type { ActOutcome } from './act-outcome.ts';
import type { Asker } from './asker.ts';

export interface SendRules {
  readonly asker: Asker;
  /** How many days a mail may wait for one with room. */
  readonly daysAhead: number;
  /** To a corrected address, which is how too many bounces are mended. */
  readonly isCorrection?: boolean;
}

export interface Clearance {
  /** By account: when the mail leaves, null for now. */
  readonly sendAt: ReadonlyMap<string, Date | null>;
  /** Why all others are not mailed. */
  readonly refusal: Extract<ActOutcome, { kind: 'refused' }>;
}

/** The most days for which mails wait that are too many for the day they were meant for. */
export const daysAhead = 30;

/**
 * Who of these may be mailed, and when: asks the limits of the organization and of who asks (P9, T21), and counts
 * them in the same transaction.
 */
export async function clearToSend(
  tx: Tx,
  recipients: readonly Recipient[],
  rules: SendRules,
): Promise<Clearance> {
  if (recipients.length === 0) return { sendAt: new Map(), refusal: { kind: 'refused', reason: 'gone' } };
  const stopped = rules.isCorrection ? null : await stoppedUntil(tx);
  if (stopped)
    return {
      sendAt: new Map(),
      refusal: { kind: 'refused', reason: 'sending_stopped', until: stopped },
    };
  const { asker } = rules;
  const settings = await sendingSettings(tx);
  const use = asker.isLimited && asker.accountId ? await inviterUse(tx, asker.accountId) : undefined;
  const left = use ? Math.max(0, inviterLimit - use.used) : recipients.length;
  const sendAt = await reserveRecipients(tx, recipients.slice(0, left), settings, {
    askedBy: asker.accountId,
    daysAhead: rules.daysAhead,
  });
  if (use && asker.accountId) await countAgain(tx, asker.accountId);
  const refusal =
    left < recipients.length
      ? ({ kind: 'refused', reason: 'inviter_limit', until: use?.nextAt ?? undefined } as const)
      : ({ kind: 'refused', reason: 'daily_limit', until: settings.todayEndsAt } as const);
  return { sendAt, refusal };
}

/** Who counts for the organization waits for the others who do: now all that this inviter asked for is seen (T37). */
async function countAgain(tx: Tx, accountId: string): Promise<void> {
  const { used } = await inviterUse(tx, accountId);
  if (used > inviterLimit) throw new RunAgain();
}
