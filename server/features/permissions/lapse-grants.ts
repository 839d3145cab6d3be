import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { dayBegunBy, dayEndedBy, endOfDay } from '../../platform/day.ts';
import { permissionsInForce } from '../sessions/actor.ts';
import { findPeople } from '../sessions/find-person.ts';
import type { Giver } from './find-beyond.ts';
import { permissionOf, refusalToGive } from './policy.ts';

type From = Pick<Origin, 'ip' | 'requestId'>;

/**
 * Ends the accounts' grants that their giver could not give any more, and shortens those that they could not give for as
 * long: asked once more when the invitation is accepted, because the world moved since it was sent (P20, ruling 20).
 */
export async function lapseGrants(tx: Tx, accountIds: readonly string[], origin: From): Promise<void> {
  const grants = await tx
    .selectFrom('permissionGrant')
    .select(['id', 'application', 'permission', 'grantedBy', 'validFrom', 'validUntil'])
    .where('organizationId', '=', tx.organizationId)
    .where(sql<boolean>`account_id = any(${accountIds}::uuid[])`)
    .where('endedAt', 'is', null)
    .execute();
  if (grants.length === 0) return;
  const people = await findPeople(tx, [...new Set(grants.map((grant) => grant.grantedBy))]);
  const givers = new Map(
    people.map((giver) => [giver.accountId, { ...giver, permissions: permissionsInForce(giver) }]),
  );
  const asked = grants.map((grant) => ({ ...grant, last: lastDayOf(grant, givers.get(grant.grantedBy)) }));
  await endLapsed(
    tx,
    origin,
    asked.flatMap(({ id, last }) => (last === null ? id : [])),
  );
  for (const [last, all] of Map.groupBy(asked, (grant) => grant.last))
    if (last) await shorten(tx, origin, all, endOfDay(last, people[0]?.timeZone ?? 'UTC'));
}

interface Given {
  readonly id: string;
  readonly application: string;
  readonly permission: string;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
}

/** Until when its giver may give it, where that is sooner than it ends; null: not at all. Undefined: as it is. */
function lastDayOf(grant: Given, giver: Giver | undefined): string | null | undefined {
  const permission = permissionOf(grant);
  if (!giver || !permission) return null;
  const dayOf = (of: typeof dayEndedBy, at: Date | null) => of(at?.toISOString() ?? null, giver.timeZone);
  const refusal = refusalToGive(giver, [{ ...grant, until: dayOf(dayEndedBy, grant.validUntil) }]);
  if (refusal?.reason !== 'held_less_long') return refusal && null;
  const last = giver.heldUntil[permission];
  const from = dayOf(dayBegunBy, grant.validFrom);
  return last === undefined || (from !== null && from > last) ? null : last;
}

async function shorten(
  tx: Tx,
  origin: From,
  grants: readonly Given[],
  end: ReturnType<typeof endOfDay<string>>,
): Promise<void> {
  const before = new Map(grants.map(({ id, validUntil }) => [id, validUntil]));
  const shortened = await tx
    .updateTable('permissionGrant')
    .set({ validUntil: end, version: sql`version + 1` })
    .where('organizationId', '=', tx.organizationId)
    .where(sql<boolean>`id = any(${[...before.keys()]}::uuid[])`)
    .where('endedAt', 'is', null)
    .where(sql<boolean>`(valid_until is null or valid_until > ${end})`)
    .returning(['id', 'validUntil'])
    .execute();
  await recordActivity(
    tx,
    origin,
    shortened.map(({ id, validUntil }) => ({
      action: 'grant.shortened',
      actorId: null,
      subject: { type: 'grant', id },
      fields: ['until'],
      before: { until: before.get(id)?.toISOString() ?? null },
      after: { until: validUntil?.toISOString() ?? null },
    })),
  );
}

/**
 * Ends what somebody who may give nothing any more had granted to people who have not joined yet: what they gave with
 * invitations (ruling 20). What members were given stays theirs.
 */
export async function lapseGrantsGivenBy(tx: Tx, giverIds: readonly string[], origin: From): Promise<void> {
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

async function endLapsed(tx: Tx, origin: From, ids: readonly string[]): Promise<void> {
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
