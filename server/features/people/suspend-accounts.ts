import type { Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import { lockAccounts } from '../accounts/find-account.ts';
import { moveAccounts } from '../accounts/move-account.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { keepFounder } from '../organizations/keep-founder.ts';
import { endAccess } from './end-access.ts';
import { refusalOfAct, statesBefore } from './policy.ts';
import type { LifeAct } from './policy.ts';

type Act = Extract<LifeAct, 'suspend' | 'reactivate'>;

const moves = {
  suspend: { to: 'suspended', action: 'account.suspended' },
  reactivate: { to: 'active', action: 'account.reactivated' },
} as const;

export interface WhoOrders {
  readonly accountId: string;
  readonly origin: Origin;
}

/**
 * Closes every door to people for now, or ends that; in the order in which everybody locks (F23), each by the rules of
 * an act on one, each with an entry of their own in the activity. @returns why somebody was left as they are
 */
export async function suspendAccounts(
  tx: Tx,
  act: Act,
  { accountId, origin }: WhoOrders,
  ids: readonly string[],
) {
  const founderId = await keepFounder(tx);
  const known = new Map((await lockAccounts(tx, ids)).map((account) => [account.id, account]));
  const refusals = new Map(
    ids.map((id) => {
      const account = known.get(id);
      const facts = account && { ...account, isFounder: id === founderId };
      return [id, facts ? refusalOfAct(act, { accountId }, facts) : ('not_found' as const)] as const;
    }),
  );
  const open = ids.filter((id) => refusals.get(id) === undefined);
  if (open.length === 0) return refusals;
  const { to, action } = moves[act];
  await moveAccounts(tx, open, { from: statesBefore[act], to });
  if (act === 'suspend') await endAccess(tx, open, origin);
  await recordActivity(
    tx,
    origin,
    open.map((id) => ({ action, actorId: accountId, subject: { type: 'account', id } })),
  );
  return refusals;
}
