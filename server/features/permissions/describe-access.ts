import { sql } from 'kysely';
import type { AnswerOf } from '../../../contract/define-route.ts';
import type { getAccess } from '../../../contract/people.ts';
import { applicationSlugs, ownApplications } from '../../../contract/permissions.ts';
import type { Permission } from '../../../contract/permissions.ts';
import type { Tx } from '../../platform/database.ts';
import type { Actor } from '../sessions/actor.ts';
import type { Person } from '../sessions/find-person.ts';
import { can } from './can.ts';

type Answer = AnswerOf<typeof getAccess>;
type Source = Answer['permissions'][number]['sources'][number];

/** Each permission there is, with all that ever gave it to this person, or nothing: why they may, and why not. */
export async function describeAccess(tx: Tx, actor: Actor, person: Person): Promise<Answer> {
  const rows = await findSources(tx, person.accountId);
  const byPermission = Map.groupBy(rows, ({ application, permission }) => `${application}:${permission}`);
  const permissions = applicationSlugs.flatMap((application) =>
    ownApplications[application].map((name) => {
      const permission = `${application}:${name}` as Permission;
      const given = (byPermission.get(permission) ?? []).map(sourceOf);
      const sources = person.isFounder ? [founderSource(person.accountId), ...given] : given;
      const held = sources.some(({ state }) => state === 'in_force' || state === 'ends_soon');
      const isFree = !sources.some(({ state }) => !['ended', 'revoked'].includes(state));
      return {
        ...{ application, permission: name, held, sources },
        grantable:
          isFree &&
          person.accountState !== 'closed' &&
          can(actor, 'permissions:can_grant') &&
          can(actor, permission),
      };
    }),
  );
  return { closed: closedBy(person), permissions };
}

/** The founder is not locked out while their identity is missing. */
function closedBy({ accountState, identityState, isFounder }: Person): Answer['closed'] {
  if (accountState !== 'active') return 'account_not_active';
  return identityState === 'validated' || isFounder ? null : 'identity_not_validated';
}

function founderSource(id: string): Source {
  const nothing = { grantedBy: null, reason: null, grantedAt: null, from: null, until: null, endedAt: null };
  return { id, kind: 'founder', ...nothing, state: 'in_force' };
}

interface Row {
  readonly id: string;
  readonly application: string;
  readonly permission: string;
  readonly grantedBy: string | null;
  readonly reason: string | null;
  readonly createdAt: Date;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
  readonly endedAt: Date | null;
  readonly state: Source['state'];
}

/** Those that ended come last, and of each permission the latest of them only: nobody asks further back here. */
async function findSources(tx: Tx, accountId: string): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select * from (
      select held.id, application, permission, granter.name as granted_by, reason, created_at, valid_from, valid_until,
        ended_at, case
          when ended_at is not null and (valid_until is null or ended_at < valid_until) then 'revoked'
          when ended_at is not null or valid_until <= now() then 'ended'
          when valid_from > now() then 'starts_later'
          when valid_until <= now() + interval '7 days' then 'ends_soon'
          else 'in_force' end as state,
        row_number() over (partition by application, permission, ended_at is null order by held.id desc) as place
      from permission_grant held
      left join person granter on granter.organization_id = held.organization_id and granter.id = held.granted_by
      where held.organization_id = ${tx.organizationId} and held.account_id = ${accountId}
    ) as sources
    where place <= 3
    order by ended_at is not null, id desc`.execute(tx);
  return rows;
}

function sourceOf({ id, grantedBy, reason, createdAt, validFrom, validUntil, endedAt, state }: Row): Source {
  return {
    ...{ id, grantedBy, reason, state },
    kind: 'manual',
    grantedAt: createdAt.toISOString(),
    from: validFrom?.toISOString() ?? null,
    until: validUntil?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  };
}
