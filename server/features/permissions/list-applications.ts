import { sql } from 'kysely';
import { applicationSlugs, ownApplications } from '../../../contract/permissions.ts';
import type { Permission } from '../../../contract/permissions.ts';
import type { Tx } from '../../platform/database.ts';
import type { Actor } from '../sessions/actor.ts';
import { can } from './can.ts';

/** Foyer's own applications; the founder counts as a holder of everything. */
export async function listApplications(tx: Tx, actor: Actor) {
  const holders = await countHolders(tx);
  return {
    items: applicationSlugs.map((slug) => ({
      slug,
      permissions: ownApplications[slug].map((name) => {
        const permission = `${slug}:${name}` as Permission;
        return {
          name,
          holders: 1 + (holders.get(permission) ?? 0),
          grantable: can(actor, 'permissions:can_grant') && can(actor, permission),
        };
      }),
    })),
  };
}

async function countHolders(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('permissionGrant')
    .select(['application', 'permission'])
    .select((expression) => expression.fn.countAll<number>().as('holders'))
    .where('organizationId', '=', tx.organizationId)
    .where('endedAt', 'is', null)
    .where(
      sql<boolean>`(valid_from is null or valid_from <= now()) and (valid_until is null or valid_until > now())`,
    )
    .groupBy(['application', 'permission'])
    .execute();
  return new Map(rows.map((row) => [`${row.application}:${row.permission}`, row.holders]));
}
