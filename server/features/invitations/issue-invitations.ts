import { randomBytes, randomUUIDv7 } from 'node:crypto';
import type { Channel } from '../../../contract/invitation-filter.ts';
import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Links } from '../../platform/links.ts';
import { RunAgain } from '../../platform/retry-deadlocks.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { queueMails, queueMailsOfMany } from '../mails/queue-mails.ts';
import type { NewMail } from '../mails/queue-mails.ts';
import { usedToday } from '../mails/sending-limits.ts';
import { sendingPace } from '../mails/sending-pace.ts';
import { sendingSettings } from '../organizations/sending-settings.ts';
import type { Actor } from '../sessions/actor.ts';
import type { DescribedInvitation } from './find-invitations.ts';
import type { LinkedInvitation } from './invitation-link.ts';
import { errorOf } from './act-outcome.ts';
import { askerOf } from './asker.ts';
import { clearToSend, daysAhead } from './clear-to-send.ts';
import { insertInvitations, timingOf } from './insert-invitations.ts';
import { recordEvents } from './record-events.ts';
import type { TimelineEvent } from './record-events.ts';

export interface NewInvitation {
  readonly accountId: string;
  readonly language: string;
  readonly channel: Channel;
  readonly message?: string | undefined;
  readonly sendAt?: Date | undefined;
  readonly validDays: number;
}

/** An invitation as it was stored: enough to describe it without asking for it again. */
export type IssuedInvitation = LinkedInvitation &
  Pick<
    DescribedInvitation,
    | 'state'
    | 'channel'
    | 'language'
    | 'message'
    | 'sendAt'
    | 'createdAt'
    | 'changedAt'
    | 'sentAt'
    | 'expiresAt'
    | 'version'
  > & {
    /** The mail waits for a day with room under the limit. */
    readonly isPostponed: boolean;
  };

export interface IssueParts {
  readonly jobs: Jobs;
  readonly links: Links;
  /** Before anything is counted, which holds up whoever else counts: a piece of a larger act waits for its turn. */
  readonly turn?: (() => Promise<void>) | undefined;
}

const nonceLength = 32;

type FirstState = 'unsent' | 'handed_over' | 'scheduled' | 'queued';

function stateOf({ channel, sendAt }: NewInvitation): FirstState {
  if (channel === 'none') return 'unsent';
  if (channel === 'link') return 'handed_over';
  return sendAt ? 'scheduled' : 'queued';
}

/**
 * Invites many people: their rows, timelines, mails and jobs, each in one statement, all in the caller's
 * transaction. Nothing usable is stored: a link is computed from the row and the server's secret.
 */
export async function issueInvitations(
  tx: Tx,
  { jobs, links, turn }: IssueParts,
  actor: Actor,
  asked: readonly NewInvitation[],
): Promise<IssuedInvitation[]> {
  const isCountedLast = await canBeCountedLast(tx, actor, asked);
  if (!isCountedLast) await turn?.();
  const invitations = isCountedLast ? asked.map(atItsTime) : await placed(tx, actor, asked);
  const bytes = randomBytes(nonceLength * invitations.length);
  const rows = invitations.map((invitation, place) => ({
    organizationId: tx.organizationId,
    id: randomUUIDv7(),
    accountId: invitation.accountId,
    invitedBy: actor.accountId,
    state: stateOf(invitation),
    channel: invitation.channel,
    language: invitation.language,
    message: invitation.message ?? null,
    nonce: bytes.subarray(place * nonceLength, (place + 1) * nonceLength),
    keyId: links.keyId,
    generation: 1,
    validDays: invitation.validDays,
    sendAt: invitation.sendAt ?? null,
    isPostponed: invitation.isPostponed,
  }));
  const stored = await insertInvitations(tx, rows);
  const { partOf } = actor.origin;
  await recordEvents(
    tx,
    rows.flatMap((row) => eventsOf(row, actor.accountId, partOf)),
  );
  const mails = rows
    .filter((row) => row.channel === 'email')
    .map((row): NewMail => ({ ...row, kind: 'invitation', aboutId: row.id }));
  if (partOf === undefined) await queueMails(tx, jobs, mails);
  else await queueMailsOfMany(tx, { jobs, act: partOf }, mails);
  await recordActivity(
    tx,
    actor.origin,
    rows.map(({ id, state, accountId }) => ({
      action: state === 'handed_over' ? 'invitation.handed_over' : 'invitation.issued',
      actorId: actor.accountId,
      subject: { type: 'invitation', id },
      personId: accountId,
    })),
  );
  if (isCountedLast) {
    await turn?.();
    if ((await placed(tx, actor, asked)).some(({ isPostponed }) => isPostponed)) throw new RunAgain();
  }
  return rows.flatMap((row) => {
    const moments = stored.get(timingOf(row));
    return moments ? [{ ...row, ...moments }] : [];
  });
}

/** Of an act on many in as few rows as there can be. */
function eventsOf(
  { id, state, isPostponed }: Pick<IssuedInvitation, 'id' | 'isPostponed'> & { readonly state: FirstState },
  actorId: string,
  partOf: string | undefined,
): TimelineEvent[] {
  const invited = { invitationId: id, kind: 'invited', actorId, batchId: partOf } as const;
  const leaves = state === 'unsent' ? undefined : state;
  const postponed = isPostponed ? [{ invitationId: id, kind: 'postponed' } as const] : [];
  if (leaves === undefined) return [invited];
  if (partOf !== undefined) return [{ ...invited, followUp: leaves }, ...postponed];
  return [invited, { invitationId: id, kind: leaves }, ...postponed];
}

const atItsTime = (one: NewInvitation) => ({ ...one, isPostponed: false });

/**
 * Of many that leave now on a day with room for all of them: they are counted when everything else is written, so that
 * nobody waits for that. Where others took the room meanwhile all of it is done again, and counted first.
 */
async function canBeCountedLast(
  tx: Tx,
  { origin }: Actor,
  asked: readonly NewInvitation[],
): Promise<boolean> {
  if (origin.partOf === undefined || tx.attempt > 1) return false;
  if (asked.some(({ sendAt }) => sendAt !== undefined)) return false;
  // Who takes time of a pace holds up the next.
  if ((await sendingPace(tx)) !== null) return false;
  const { dailyRecipients, today } = await sendingSettings(tx);
  return dailyRecipients - (await usedToday(tx, today)) >= asked.length;
}

/** Each mail on a day with room. @throws {AppError} sending_stopped, inviter_limit, daily_limit */
async function placed(
  tx: Tx,
  actor: Actor,
  asked: readonly NewInvitation[],
): Promise<(NewInvitation & { isPostponed: boolean })[]> {
  const mailed = asked
    .filter(({ channel }) => channel === 'email')
    .map(({ accountId, sendAt }) => ({ accountId, sendAt: sendAt ?? null }));
  if (mailed.length === 0) return asked.map(atItsTime);
  const rules = { asker: askerOf(actor), daysAhead };
  const { sendAt, refusal } = await clearToSend(tx, mailed, rules);
  if (sendAt.size < mailed.length) throw errorOf(refusal, actor.timeZone);
  return asked.map((one) => {
    const leavesAt = sendAt.get(one.accountId) ?? undefined;
    return { ...one, sendAt: leavesAt, isPostponed: leavesAt?.getTime() !== one.sendAt?.getTime() };
  });
}
