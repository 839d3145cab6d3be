import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Actor } from '../sessions/actor.ts';
import { suspendAccounts } from './suspend-accounts.ts';

/** Closes every door to somebody for now. @throws {AppError} not_found, own_account, founder_stays, not_possible_now */
export async function suspendAccount(tx: Tx, actor: Actor, id: string) {
  const refusal = (await suspendAccounts(tx, 'suspend', actor, [id])).get(id);
  if (refusal) throw new AppError(refusal);
  return { id, state: 'suspended' as const };
}

/** Ends a suspension. @throws {AppError} not_found, own_account, founder_stays, not_possible_now */
export async function reactivateAccount(tx: Tx, actor: Actor, id: string) {
  const refusal = (await suspendAccounts(tx, 'reactivate', actor, [id])).get(id);
  if (refusal) throw new AppError(refusal);
  return { id, state: 'active' as const };
}
