import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Actor } from '../sessions/actor.ts';
import { can } from './can.ts';
import { refusalToGive } from './policy.ts';
import type { Giving } from './policy.ts';

/** Who gives, and where their days are. */
export type Giver = Giving & Pick<Actor, 'timeZone'>;

/**
 * Of these accounts those that are granted what this actor may not grant: whoever sends such a person's link elsewhere
 * would give it to whoever reads there (P20).
 */
export async function findBeyond(
  tx: Tx,
  actor: Giver,
  accountIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const grants = await findLiveGrants(tx, accountIds, actor);
  return new Set(grants.flatMap((grant) => (refusalToGive(actor, [grant]) ? [grant.accountId] : [])));
}

/** The same for a million at once, as a condition. */
export function isBeyond(tx: Tx, actor: Giver, accountId: RawBuilder<unknown>): RawBuilder<boolean> {
  const names = can(actor, 'permissions:can_grant') ? [...actor.permissions] : [];
  const days = names.map((name) => actor.heldUntil[name] ?? null);
  return sql<boolean>`exists (select from permission_grant held where held.organization_id = ${tx.organizationId}
    and held.account_id = ${accountId} and ended_at is null and (valid_until is null or valid_until > now())
    and not exists (select from unnest(${names}::text[], ${days}::date[]) as own (name, last_day)
      where own.name = application || ':' || permission and (last_day is null
        or valid_until <= (last_day + 1)::timestamp at time zone ${actor.timeZone})))`;
}

/** @throws {AppError} forbidden where the account is granted what the actor may not grant */
export async function needNothingBeyond(tx: Tx, actor: Giver, accountId: string): Promise<void> {
  const refusal = refusalToGive(actor, await findLiveGrants(tx, [accountId], actor));
  if (refusal) throw new AppError('forbidden', refusal);
}

/** Those that are to begin, too. */
function findLiveGrants(tx: Tx, accountIds: readonly string[], { timeZone }: Giver) {
  return tx
    .selectFrom('permissionGrant')
    .select(['accountId', 'application', 'permission'])
    .select(sql<string | null>`((valid_until at time zone ${timeZone})::date - 1)::text`.as('until'))
    .where('organizationId', '=', tx.organizationId)
    .where(sql<boolean>`account_id = any(${accountIds}::uuid[])`)
    .where('endedAt', 'is', null)
    .where(sql<boolean>`(valid_until is null or valid_until > now())`)
    .execute();
}
