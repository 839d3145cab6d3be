import { sql } from 'kysely';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Links } from '../../platform/links.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { dropMails } from '../mails/drop-mails.ts';
import { needNothingBeyond } from '../permissions/find-beyond.ts';
import type { Actor } from '../sessions/actor.ts';
import { joinLink } from './invitation-link.ts';
import { lockInvitations } from './lock-invitations.ts';
import { needInvitation } from './need-invitation.ts';
import { recordEvents } from './record-events.ts';
import { accountStillInvited } from './send-again.ts';

export interface HandOverParts {
  readonly links: Links;
  readonly publicUrl: URL;
}

/**
 * A new link to hand over, given once; the old one ends. Never for an account that is active, and never without a
 * trace: it is in the timeline and in the activity (T8).
 * @throws {AppError} not_found, not_possible_now; forbidden where the person is granted what the actor may not grant
 */
export async function handOverLink(tx: Tx, parts: HandOverParts, actor: Actor, id: string) {
  const [invitation] = await lockInvitations(tx, [id]);
  if (!invitation) throw new AppError('not_found');
  await needNothingBeyond(tx, actor, invitation.accountId);
  const handed = await tx
    .updateTable('invitation')
    .set({
      state: 'handed_over',
      channel: 'link',
      generation: sql`generation + 1`,
      keyId: parts.links.keyId,
      sendAt: null,
      reminders: 0,
      nextReminderAt: null,
      version: sql`version + 1`,
      sentAt: sql`now()`,
      expiresAt: sql`now() + make_interval(days => valid_days)`,
      changedAt: sql`now()`,
    })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .where('state', '!=', 'accepted')
    .where(accountStillInvited)
    .returning(['organizationId', 'id', 'nonce', 'keyId', 'generation'])
    .executeTakeFirst();
  if (!handed) throw new AppError('not_possible_now');
  await dropMails(tx, [id]);
  await recordEvents(tx, [{ invitationId: id, kind: 'handed_over', actorId: actor.accountId }]);
  const subject = { type: 'invitation', id } as const;
  await recordActivity(tx, actor.origin, [
    { action: 'invitation.handed_over', actorId: actor.accountId, subject },
  ]);
  return {
    link: await joinLink(tx, parts, handed),
    invitation: await needInvitation(tx, actor, id),
    generation: handed.generation,
  };
}

/**
 * The link of an answer that is repeated: derived again, as long as it is still the live one.
 * @throws {AppError} already_answered when a newer link, or none, took its place
 */
export async function handedLinkAgain(
  tx: Tx,
  parts: HandOverParts,
  { id, generation }: { readonly id: string; readonly generation: number },
): Promise<string> {
  const row = await tx
    .selectFrom('invitation')
    .select(['organizationId', 'id', 'nonce', 'keyId', 'generation'])
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .where('generation', '=', generation)
    .where('state', 'in', ['handed_over', 'opened'])
    .executeTakeFirst();
  if (!row) throw new AppError('already_answered');
  return joinLink(tx, parts, row);
}
