import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Actor } from '../sessions/actor.ts';
import { describeInvitation, findInvitation } from './find-invitations.ts';

/** The invitation as the actor sees it. @throws {AppError} not_found, for another organization's too */
export async function needInvitation(tx: Tx, actor: Actor, id: string) {
  const invitation = await findInvitation(tx, actor, id);
  if (!invitation) throw new AppError('not_found');
  return describeInvitation(actor, invitation);
}
