import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { lockAccount } from '../accounts/find-account.ts';
import type { Account } from '../accounts/find-account.ts';
import { keepFounder } from '../organizations/keep-founder.ts';
import type { Actor } from '../sessions/actor.ts';
import { refusalOfAct } from './policy.ts';
import type { LifeAct, PersonFacts } from './policy.ts';

/**
 * A person whose account nobody else changes until the end of the transaction. Who is the founder is settled first, by
 * everybody in this order, so that a hand-over comes before or after (F23). @throws {AppError} not_found
 */
export async function lockPerson(tx: Tx, id: string): Promise<Account & PersonFacts> {
  const founderId = await keepFounder(tx);
  const account = await lockAccount(tx, id);
  if (!account) throw new AppError('not_found');
  return { ...account, isFounder: id === founderId };
}

/** The same for an act on a whole account. @throws {AppError} not_found, own_account, founder_stays, not_possible_now */
export async function lockForAct(
  tx: Tx,
  act: LifeAct,
  actor: Actor,
  id: string,
): Promise<Account & PersonFacts> {
  const person = await lockPerson(tx, id);
  const refusal = refusalOfAct(act, actor, person);
  if (refusal) throw new AppError(refusal);
  return person;
}
