import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { permissionsInForce } from '../sessions/actor.ts';
import { findPeople } from '../sessions/find-person.ts';
import { permissionOf } from './policy.ts';

/**
 * Ends the accounts' grants that their giver could not give any more: asked once more when the invitation is
 * accepted, because the world moved since it was sent (P20, ruling 20).
 */
export async function lapseGrants(
  tx: Tx,
  accountIds: readonly string[],
  origin: Pick<Origin, 'ip' | 'requestId'>,
): Promise<void> {
  const grants = await tx
    .selectFrom('permissionGrant')
    .select(['id', 'application', 'permission', 'grantedBy'])
    .where('organizationId', '=', tx.organizationId)
    .where(sql<boolean>`account_id = any(${accountIds}::uuid[])`)
    .where('endedAt', 'is', null)
    .execute();
  if (grants.length === 0) return;
  const givers = await findPeople(tx, [...new Set(grants.map((grant) => grant.grantedBy))]);
  const rights = new Map(givers.map((giver) => [giver.accountId, permissionsInForce(giver)]));
  const lapsed = grants.filter((grant) => {
    const permission = permissionOf(grant);
    const held = rights.get(grant.grantedBy);
    return !permission || !held?.has(permission) || !held.has('permissions:can_grant');
  });
  await endLapsed(
    tx,
    origin,
    lapsed.map(({ id }) => id),
  );
}

/**
 * Ends what somebody who may give nothing any more had granted to people who have not joined yet: what they gave with
 * invitations (ruling 20). What members were given stays theirs.
 */
export async function lapseGrantsGivenBy(
  tx: Tx,
  giverIds: readonly string[],
  origin: Pick<Origin, 'ip' | 'requestId'>,
): Promise<void> {
  const waiting = await tx
    .selectFrom('permissionGrant')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organizationId', '=', 'permissionGrant.organizationId')
        .onRef('person.id', '=', 'permissionGrant.accountId'),
    )
    .select('permissionGrant.id')
    .where('permissionGrant.organizationId', '=', tx.organizationId)
    .where(sql<boolean>`permission_grant.granted_by = any(${giverIds}::uuid[])`)
    .where('permissionGrant.endedAt', 'is', null)
    .where('person.state', '=', 'invited')
    .execute();
  await endLapsed(
    tx,
    origin,
    waiting.map(({ id }) => id),
  );
}

async function endLapsed(
  tx: Tx,
  origin: Pick<Origin, 'ip' | 'requestId'>,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('permissionGrant')
    .set({ endedAt: sql`now()`, version: sql`version + 1` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  await recordActivity(
    tx,
    origin,
    ids.map((id) => ({ action: 'grant.lapsed', actorId: null, subject: { type: 'grant', id } })),
  );
}
