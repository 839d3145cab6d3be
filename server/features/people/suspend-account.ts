import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { moveAccount } from '../accounts/move-account.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { Actor } from '../sessions/actor.ts';
import { endAccess } from './end-access.ts';
import { lockForAct } from './lock-person.ts';
import { statesBefore } from './policy.ts';

/** Closes every door to somebody for now. @throws {AppError} not_found, own_account, founder_stays, not_possible_now */
export async function suspendAccount(tx: Tx, actor: Actor, id: string) {
  await lockForAct(tx, 'suspend', actor, id);
  const moved = await moveAccount(tx, id, { from: statesBefore.suspend, to: 'suspended' });
  if (!moved) throw new AppError('not_possible_now');
  await endAccess(tx, id, actor.origin);
  const subject = { type: 'account', id } as const;
  await recordActivity(tx, actor.origin, [
    { action: 'account.suspended', actorId: actor.accountId, subject },
  ]);
  return { id, state: 'suspended' as const };
}

/** Ends a suspension. @throws {AppError} not_found, own_account, founder_stays, not_possible_now */
export async function reactivateAccount(tx: Tx, actor: Actor, id: string) {
  await lockForAct(tx, 'reactivate', actor, id);
  const moved = await moveAccount(tx, id, { from: statesBefore.reactivate, to: 'active' });
  if (!moved) throw new AppError('not_possible_now');
  const subject = { type: 'account', id } as const;
  await recordActivity(tx, actor.origin, [
    { action: 'account.reactivated', actorId: actor.accountId, subject },
  ]);
  return { id, state: 'active' as const };
}
