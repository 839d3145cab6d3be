import { sql } from 'kysely';
import type { Permission } from '../../../contract/permissions.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Actor } from '../sessions/actor.ts';
import { can } from './can.ts';
import { permissionOf } from './policy.ts';

type Giver = Pick<Actor, 'permissions'>;

/**
 * Of these accounts those that are granted what this actor may not grant, each with the right that they lack: whoever
 * sends such a person's link elsewhere would give it to whoever reads there (P20).
 */
export async function findBeyond(
  tx: Tx,
  actor: Giver,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, Permission>> {
  const grants = await tx
    .selectFrom('permissionGrant')
    .select(['accountId', 'application', 'permission'])
    .where('organizationId', '=', tx.organizationId)
    .where(sql<boolean>`account_id = any(${accountIds}::uuid[])`)
    .where('endedAt', 'is', null)
    .where(sql<boolean>`(valid_until is null or valid_until > now())`)
    .execute();
  return new Map(
    grants.flatMap((grant): [string, Permission][] => {
      const held = permissionOf(grant);
      if (held === undefined) return [];
      const missing = (['permissions:can_grant', held] as const).find((needed) => !can(actor, needed));
      return missing ? [[grant.accountId, missing]] : [];
    }),
  );
}

/** @throws {AppError} forbidden where the account is granted what the actor may not grant */
export async function needNothingBeyond(tx: Tx, actor: Giver, accountId: string): Promise<void> {
  const permission = (await findBeyond(tx, actor, [accountId])).get(accountId);
  if (permission) throw new AppError('forbidden', { permission, reason: 'not_granted' });
}
