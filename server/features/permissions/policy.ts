import { allPermissions } from '../../../contract/permissions.ts';
import type { Permission } from '../../../contract/permissions.ts';
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

export function dateProblems(
  { from, until }: { readonly from?: string | null | undefined; readonly until?: string | null | undefined },
  today: string,
): Readonly<Record<string, readonly FieldProblem[]>> {
  if (from && until && until < from) return { until: [{ code: 'grant.until_before_from' }] };
  return until && until < today ? { until: [{ code: 'grant.in_the_past' }] } : {};
}
