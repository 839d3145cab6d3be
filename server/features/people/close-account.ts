import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { moveAccount } from '../accounts/move-account.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { endPending } from '../identities/end-pending.ts';
import { lockInvitationsOf } from '../invitations/invitations-of.ts';
import { revoke } from '../invitations/revoke.ts';
import { dropMailsTo } from '../mails/drop-mails.ts';
import type { Actor } from '../sessions/actor.ts';
import { endAccess } from './end-access.ts';
import { lockForAct } from './lock-person.ts';
import { statesBefore } from './policy.ts';

/**
 * Ends an account for good: email, username and personal code stay taken (ruling 18), what waits to be mailed is not sent.
 * @throws {AppError} not_found, own_account, founder_stays, not_possible_now
 */
export async function closeAccount(tx: Tx, actor: Actor, id: string) {
  const invitations = await lockInvitationsOf(tx, id);
  await lockForAct(tx, 'close', actor, id);
  const moved = await moveAccount(tx, id, { from: statesBefore.close, to: 'closed' });
  if (!moved) throw new AppError('not_possible_now');
  await endAccess(tx, [id], actor.origin);
  await endPending(tx, id);
  await revoke(tx, invitations);
  await dropMailsTo(tx, id);
  const subject = { type: 'account', id } as const;
  await recordActivity(tx, actor.origin, [{ action: 'account.closed', actorId: actor.accountId, subject }]);
  return { id, state: 'closed' as const };
}
