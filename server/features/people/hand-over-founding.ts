import { AppError, refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { lockAccount } from '../accounts/find-account.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { moveFounder } from '../organizations/move-founder.ts';
import type { Actor } from '../sessions/actor.ts';
import { findPerson } from '../sessions/find-person.ts';

/**
 * The founder's role goes to another member; whoever had it keeps nothing but what they were granted (P22, ruling 20). The
 * role moves first and the account is looked at after: in the order in which everybody locks them (F23).
 * @throws {AppError} not_possible_now, not_acceptable
 */
export async function handOverFounding(tx: Tx, actor: Actor, accountId: string): Promise<void> {
  if (accountId === actor.accountId) throw refuseField('account', 'founder.is_you');
  const moved = await moveFounder(tx, { from: actor.accountId, to: accountId });
  if (!moved) throw new AppError('not_possible_now');
  if (!(await lockAccount(tx, accountId))) throw refuseField('account', 'founder.unknown_account');
  const { accountState, identityState } = await findPerson(tx, accountId);
  if (accountState !== 'active' || identityState !== 'validated') {
    throw refuseField('account', 'founder.not_a_member');
  }
  const subject = { type: 'account', id: accountId } as const;
  await recordActivity(tx, actor.origin, [
    { action: 'organization.handed_over', actorId: actor.accountId, subject },
  ]);
}
