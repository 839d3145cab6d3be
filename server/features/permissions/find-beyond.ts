import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Actor } from '../sessions/actor.ts';
import { lackedFor, needGrantable } from './policy.ts';

type Giver = Pick<Actor, 'permissions'>;

/**
 * Of these accounts those that are granted what this actor may not grant: whoever sends such a person's link elsewhere
 * would give it to whoever reads there (P20).
 */
export async function findBeyond(
  tx: Tx,
  actor: Giver,
  accountIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const grants = await findLiveGrants(tx, accountIds);
  return new Set(grants.flatMap((grant) => (lackedFor(actor, [grant]) ? [grant.accountId] : [])));
}

/** @throws {AppError} forbidden where the account is granted what the actor may not grant */
export async function needNothingBeyond(tx: Tx, actor: Giver, accountId: string): Promise<void> {
  needGrantable(actor, await findLiveGrants(tx, [accountId]));
}

/** Those that are to begin, too. */
function findLiveGrants(tx: Tx, accountIds: readonly string[]) {
  return tx
    .selectFrom('permissionGrant')
    .select(['accountId', 'application', 'permission'])
    .where('organizationId', '=', tx.organizationId)
    .where(sql<boolean>`account_id = any(${accountIds}::uuid[])`)
    .where('endedAt', 'is', null)
    .where(sql<boolean>`(valid_until is null or valid_until > now())`)
    .execute();
}
