import { sql } from 'kysely';
import type { z } from 'zod';
import type { grantSchema } from '../../../contract/grants.ts';
import { beginsWith } from '../../platform/begins-with.ts';
import { countUpTo } from '../../platform/count-up-to.ts';
import type { Tx } from '../../platform/database.ts';
import type { Actor } from '../sessions/actor.ts';
import { can } from './can.ts';
import { permissionOf } from './policy.ts';

type GrantAnswer = z.input<typeof grantSchema>;

interface GrantQuery {
  readonly account?: string | undefined;
  readonly application?: string | undefined;
  readonly permission?: string | undefined;
  readonly query?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

function liveGrants(
  tx: Tx,
  { account, application, permission, query }: Omit<GrantQuery, 'cursor' | 'limit'>,
) {
  let grants = tx
    .selectFrom('permissionGrant as held')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organizationId', '=', 'held.organizationId')
        .onRef('person.id', '=', 'held.accountId'),
    )
    .where('held.organizationId', '=', tx.organizationId)
    .where('held.endedAt', 'is', null);
  if (account) grants = grants.where('held.accountId', '=', account);
  if (application) grants = grants.where('held.application', '=', application);
  if (permission) grants = grants.where('held.permission', '=', permission);
  if (query) grants = grants.where(beginsWith(['person.emailCanonical', 'person.usernameCanonical'], query));
  return grants;
}

function describedGrants(tx: Tx, query: Omit<GrantQuery, 'cursor' | 'limit'>) {
  return liveGrants(tx, query)
    .leftJoin('person as granter', (join) =>
      join
        .onRef('granter.organizationId', '=', 'held.organizationId')
        .onRef('granter.id', '=', 'held.grantedBy'),
    )
    .select(['held.id', 'held.application', 'held.permission', 'held.reason', 'held.version'])
    .select(['held.accountId', 'person.name', 'person.username', 'person.email', 'person.personalCode'])
    .select(['granter.name as grantedBy', 'held.validFrom', 'held.validUntil'])
    .select(sql<boolean>`person.identity_state = 'validated' and person.state = 'active'`.as('effective'))
    .select(
      sql<GrantAnswer['state']>`case
        when held.valid_until <= now() then 'ended'
        when held.valid_from > now() then 'starts_later'
        when held.valid_until <= now() + interval '7 days' then 'ends_soon'
        else 'in_force' end`.as('state'),
    );
}

type DescribedRow = Awaited<ReturnType<ReturnType<typeof describedGrants>['execute']>>[number];

function describe(actor: Actor, row: DescribedRow): GrantAnswer {
  const named = permissionOf(row);
  const mayChange = can(actor, 'permissions:can_grant') && named !== undefined && can(actor, named);
  return {
    id: row.id,
    account: {
      id: row.accountId,
      name: row.name,
      username: row.username,
      email: row.email,
      personalCode: row.personalCode,
    },
    application: row.application,
    permission: row.permission,
    source: 'manual',
    grantedBy: row.grantedBy,
    reason: row.reason,
    from: row.validFrom?.toISOString() ?? null,
    until: row.validUntil?.toISOString() ?? null,
    state: row.state,
    effective: row.effective,
    version: row.version,
    abilities: { edit: mayChange, revoke: mayChange },
  };
}

/** Newest first; the founder, who holds everything and has no rows, comes first where one permission is asked for. */
export async function listGrants(tx: Tx, actor: Actor, query: GrantQuery) {
  let grants = describedGrants(tx, query)
    .orderBy('held.id', 'desc')
    .limit(query.limit + 1);
  if (query.cursor) grants = grants.where('held.id', '<', query.cursor);
  const rows = await grants.execute();
  const page = rows.slice(0, query.limit).map((row) => describe(actor, row));
  const founder = query.cursor || query.query ? [] : await founderGrant(tx, query);
  return {
    items: [...founder, ...page],
    nextCursor: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null,
    total: await countUpTo(tx, liveGrants(tx, query).select('held.id')),
  };
}

export async function findGrant(tx: Tx, actor: Actor, id: string): Promise<GrantAnswer | undefined> {
  const row = await describedGrants(tx, {}).where('held.id', '=', id).executeTakeFirst();
  return row && describe(actor, row);
}

async function founderGrant(
  tx: Tx,
  { account, application, permission }: GrantQuery,
): Promise<GrantAnswer[]> {
  if (!application || !permission || !permissionOf({ application, permission })) return [];
  const founder = await tx
    .selectFrom('person')
    .innerJoin('organizationSettings as settings', (join) =>
      join
        .onRef('settings.organizationId', '=', 'person.organizationId')
        .onRef('settings.founderId', '=', 'person.id'),
    )
    .select(['person.id', 'person.name', 'username', 'email', 'personalCode'])
    .where('person.organizationId', '=', tx.organizationId)
    .executeTakeFirstOrThrow();
  if (account && account !== founder.id) return [];
  return [
    {
      id: founder.id,
      account: founder,
      application,
      permission,
      source: 'founder',
      grantedBy: null,
      reason: null,
      from: null,
      until: null,
      state: 'in_force',
      effective: true,
      version: 0,
      abilities: { edit: false, revoke: false },
    },
  ];
}
