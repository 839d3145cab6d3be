import { allPermissions } from '../../../contract/permissions.ts';
import type { Permission } from '../../../contract/permissions.ts';
import { todayIn } from '../../platform/day.ts';
import { AppError } from '../../platform/app-error.ts';
import type { FieldProblem } from '../../platform/app-error.ts';
import type { Actor } from '../sessions/actor.ts';
import { can } from './can.ts';

export interface GrantRequest {
  readonly application: string;
  readonly permission: string;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** The permission that a request names, if there is one of that name. */
export function permissionOf({
  application,
  permission,
}: Omit<GrantRequest, 'from' | 'until'>): Permission | undefined {
  return allPermissions.find((known) => known === `${application}:${permission}`);
}

/** The right that this actor lacks to give one of these, or to take it away (P20). */
export function lackedFor(
  actor: Pick<Actor, 'permissions'>,
  grants: readonly GrantRequest[],
): Permission | undefined {
  const held = grants.flatMap((grant) => permissionOf(grant) ?? []);
  const needed: readonly Permission[] = held.length > 0 ? ['permissions:can_grant', ...held] : [];
  return needed.find((permission) => !can(actor, permission));
}

/** @throws {AppError} forbidden, with the right that is lacking */
export function needGrantable(actor: Pick<Actor, 'permissions'>, grants: readonly GrantRequest[]): void {
  const permission = lackedFor(actor, grants);
  if (permission) throw new AppError('forbidden', { permission, reason: 'not_granted' });
}

/**
 * What speaks against granting this, by field (P20): one needs the right to grant, and nobody grants what they
 * don't hold. @param today the day in the organization's time zone, `YYYY-MM-DD`
 */
export function grantProblems(
  actor: Pick<Actor, 'permissions'>,
  request: GrantRequest,
  today: string,
): Readonly<Record<string, readonly FieldProblem[]>> {
  const permission = permissionOf(request);
  if (!permission) return { permission: [{ code: 'grant.unknown_permission' }] };
  if (!can(actor, 'permissions:can_grant')) return { permission: [{ code: 'grant.needs_can_grant' }] };
  if (!can(actor, permission)) return { permission: [{ code: 'grant.not_held_by_you' }] };
  return dateProblems(request, today);
}

/** What speaks against granting these, at `grants.0.permission` and the like. @param isHeld needs no giver any more */
export function grantsProblems(
  actor: Pick<Actor, 'permissions' | 'timeZone'>,
  wanted: readonly GrantRequest[],
  isHeld: (grant: GrantRequest) => boolean = () => false,
): Record<string, readonly FieldProblem[]> {
  const today = todayIn(actor.timeZone);
  const names = wanted.map(({ application, permission }) => `${application}:${permission}`);
  return Object.fromEntries(
    wanted.flatMap((grant, index) => {
      const isTwice = names.indexOf(names[index] ?? '') !== index;
      const problems = isTwice
        ? { permission: [{ code: 'grant.already_held' }] }
        : isHeld(grant)
          ? {}
          : grantProblems(actor, grant, today);
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

export function dateProblems(
  { from, until }: { readonly from?: string | null | undefined; readonly until?: string | null | undefined },
  today: string,
): Readonly<Record<string, readonly FieldProblem[]>> {
  if (from && until && until < from) return { until: [{ code: 'grant.until_before_from' }] };
  return until && until < today ? { until: [{ code: 'grant.in_the_past' }] } : {};
}
