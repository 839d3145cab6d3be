import { allPermissions } from '../../../contract/permissions.ts';
import type { Permission } from '../../../contract/permissions.ts';
import { todayIn } from '../../platform/day.ts';
import { AppError } from '../../platform/app-error.ts';
import type { AppErrorData, FieldProblem } from '../../platform/app-error.ts';
import type { Actor } from '../sessions/actor.ts';
import { can } from './can.ts';
import { givesBeyond } from './gives-beyond.ts';
import type { GrantDays } from './gives-beyond.ts';

export interface GrantRequest extends GrantDays {
  readonly application: string;
  readonly permission: string;
}

/** Who gives: what they may now, and until which day. */
export type Giving = Pick<Actor, 'permissions' | 'heldUntil'>;

type Problems = Readonly<Record<string, readonly FieldProblem[]>>;

/** The permission that a request names, if there is one of that name. */
export function permissionOf({
  application,
  permission,
}: Pick<GrantRequest, 'application' | 'permission'>): Permission | undefined {
  return allPermissions.find((known) => known === `${application}:${permission}`);
}

/** The right that this actor lacks to give one of these, or to take it away (P20). */
function lackedFor(
  actor: Pick<Actor, 'permissions'>,
  grants: readonly GrantRequest[],
): Permission | undefined {
  const held = grants.flatMap((grant) => permissionOf(grant) ?? []);
  const needed: readonly Permission[] = held.length > 0 ? ['permissions:can_grant', ...held] : [];
  return needed.find((permission) => !can(actor, permission));
}

/** Whoever may not give it may not take it away either. @throws {AppError} forbidden, with the right that is lacking */
export function needWithdrawable(actor: Pick<Actor, 'permissions'>, grants: readonly GrantRequest[]): void {
  const permission = lackedFor(actor, grants);
  if (permission) throw new AppError('forbidden', { permission, reason: 'not_granted' });
}

/** What speaks against this actor giving all of these as they are. */
export function refusalToGive(actor: Giving, grants: readonly GrantRequest[]): AppErrorData | undefined {
  const permission = lackedFor(actor, grants);
  if (permission) return { permission, reason: 'not_granted' };
  const longer = grants.map((grant) => isLonger(actor, grant) && permissionOf(grant)).find(Boolean);
  return longer ? { permission: longer, reason: 'held_less_long' } : undefined;
}

function isLonger(actor: Giving, grant: GrantRequest): boolean {
  return Object.keys(lengthProblems(actor, grant)).length > 0;
}

/**
 * What speaks against granting this, by field (P20): one needs the right to grant, and nobody grants what they don't
 * hold, or for longer. @param today the day in the organization's time zone, `YYYY-MM-DD`
 * @param held the days for which the person has it already
 */
export function grantProblems(
  actor: Giving,
  request: GrantRequest,
  today: string,
  held?: GrantDays,
): Problems {
  const permission = permissionOf(request);
  if (!permission) return { permission: [{ code: 'grant.unknown_permission' }] };
  if (!can(actor, 'permissions:can_grant')) return { permission: [{ code: 'grant.needs_can_grant' }] };
  if (!can(actor, permission)) return { permission: [{ code: 'grant.not_held_by_you' }] };
  return { ...lengthProblems(actor, request, held), ...dateProblems(request, today) };
}

/** Nobody gives it for longer than they hold it themselves (P20). @param held for which days the person has it already */
export function lengthProblems(
  { heldUntil }: Pick<Giving, 'heldUntil'>,
  request: Pick<GrantRequest, 'application' | 'permission'> & GrantDays,
  held?: GrantDays,
): Problems {
  const until = heldUntil[`${request.application}:${request.permission}`];
  if (until === undefined || !givesBeyond(until, request, held)) return {};
  return { until: [{ code: 'grant.longer_than_yours', values: { until } }] };
}

/** What speaks against granting these, at `grants.0.permission` and the like. @param held what the person has already */
export function grantsProblems(
  actor: Giving & Pick<Actor, 'timeZone'>,
  wanted: readonly GrantRequest[],
  held: readonly GrantRequest[] = [],
): Record<string, readonly FieldProblem[]> {
  const today = todayIn(actor.timeZone);
  const names = wanted.map(({ application, permission }) => `${application}:${permission}`);
  return Object.fromEntries(
    wanted.flatMap((grant, index) => {
      const isTwice = names.indexOf(names[index] ?? '') !== index;
      const problems = isTwice
        ? { permission: [{ code: 'grant.already_held' }] }
        : held.some((one) => sameGrant(one, grant))
          ? {}
          : grantProblems(actor, grant, today, held.find(sameNameAs(grant)));
      return Object.entries(problems).map(([field, found]) => [`grants.${index}.${field}`, found]);
    }),
  );
}

/**
 * What speaks against taking these away, at `withdraw.0.permission` and the like: nobody takes away what they could not
 * give (P20), and each is said once.
 */
export function withdrawalProblems(
  actor: Pick<Actor, 'permissions'>,
  unwanted: readonly GrantRequest[],
  wanted: readonly GrantRequest[],
): Record<string, readonly FieldProblem[]> {
  const said = [...wanted, ...unwanted].map(permissionOf);
  const codeOf = (grant: GrantRequest, index: number) => {
    const permission = permissionOf(grant);
    if (!permission) return 'grant.unknown_permission';
    if (!can(actor, 'permissions:can_grant')) return 'grant.needs_can_grant';
    if (!can(actor, permission)) return 'grant.not_held_by_you';
    return said.indexOf(permission) < wanted.length + index ? 'grant.said_twice' : undefined;
  };
  return Object.fromEntries(
    unwanted.flatMap((grant, index) => {
      const code = codeOf(grant, index);
      return code ? [[`withdraw.${index}.permission`, [{ code }]]] : [];
    }),
  );
}

/** The same permission for the same days. */
export function sameGrant(one: GrantRequest, other: GrantRequest): boolean {
  return (['application', 'permission', 'from', 'until'] as const).every((key) => one[key] === other[key]);
}

const sameNameAs = (grant: GrantRequest) => (one: GrantRequest) => permissionOf(one) === permissionOf(grant);

export function dateProblems({ from, until }: GrantDays, today: string): Problems {
  if (from && until && until < from) return { until: [{ code: 'grant.until_before_from' }] };
  return until && until < today ? { until: [{ code: 'grant.in_the_past' }] } : {};
}
