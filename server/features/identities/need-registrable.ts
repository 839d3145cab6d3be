import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Actor } from '../sessions/actor.ts';

/**
 * Someone else whose identity may be filled in for them: there, and not closed.
 * @throws {AppError} not_found, own_identity, not_possible_now
 */
export async function needRegistrable(tx: Tx, actor: Actor, accountId: string): Promise<void> {
  const account = await tx
    .selectFrom('person')
    .select('state')
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', accountId)
    .executeTakeFirst();
  if (!account) throw new AppError('not_found');
  if (accountId === actor.accountId) throw new AppError('own_identity');
  if (account.state === 'closed') throw new AppError('not_possible_now');
}
