import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Actor } from '../sessions/actor.ts';
import { lockIdentity } from './lock-identity.ts';
import type { LockedIdentity } from './lock-identity.ts';

/**
 * The identity whose newest version is the one that the reviewer saw and that still waits for a decision.
 * @throws {AppError} not_found, own_identity, stale_version, already_reviewed, not_possible_now
 */
export async function lockForReview(
  tx: Tx,
  actor: Actor,
  { accountId, version }: { readonly accountId: string; readonly version: number },
): Promise<LockedIdentity> {
  const identity = await lockIdentity(tx, accountId);
  if (!identity) throw new AppError('not_found');
  if (accountId === actor.accountId) throw new AppError('own_identity');
  if (identity.version !== version) throw new AppError('stale_version');
  if (identity.pendingState === 'submitted') return identity;
  const decider = await findDecider(tx, accountId, version);
  if (decider === undefined || decider.id === actor.accountId) throw new AppError('not_possible_now');
  throw new AppError('already_reviewed', { values: { name: decider.name } });
}

function findDecider(tx: Tx, accountId: string, version: number) {
  return tx
    .selectFrom('identityVersion as v')
    .innerJoin('person', (join) =>
      join.onRef('person.organizationId', '=', 'v.organizationId').onRef('person.id', '=', 'v.decidedBy'),
    )
    .select(['person.id', 'person.name'])
    .where('v.organizationId', '=', tx.organizationId)
    .where('v.accountId', '=', accountId)
    .where('v.version', '=', version)
    .executeTakeFirst();
}
