import { sql } from 'kysely';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { Actor } from '../sessions/actor.ts';
import { needInvitation } from './need-invitation.ts';
import { recordEvents } from './record-events.ts';

/**
 * Ends the link at once. The account stays `invited` and can be invited again (ruling 18).
 * @throws {AppError} not_found, not_possible_now when it was accepted or revoked before
 */
export async function revokeInvitation(tx: Tx, actor: Actor, id: string) {
  await needInvitation(tx, actor, id);
  await endInvitation(tx, id);
  await recordEvents(tx, [{ invitationId: id, kind: 'revoked', actorId: actor.accountId }]);
  const subject = { type: 'invitation', id } as const;
  await recordActivity(tx, actor.origin, [
    { action: 'invitation.revoked', actorId: actor.accountId, subject },
  ]);
  return needInvitation(tx, actor, id);
}

/** @throws {AppError} not_possible_now */
export async function endInvitation(tx: Tx, id: string): Promise<void> {
  const ended = await tx
    .updateTable('invitation')
    .set({ state: 'revoked', changedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .where('state', 'not in', ['accepted', 'revoked'])
    .returning('id')
    .executeTakeFirst();
  if (!ended) throw new AppError('not_possible_now');
}
