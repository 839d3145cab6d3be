import { apiKeyDays } from '../../../contract/api-keys.ts';
import type { Permission } from '../../../contract/permissions.ts';
import type { FieldProblem } from '../../platform/app-error.ts';
import { can } from '../permissions/can.ts';
import type { Actor } from '../sessions/actor.ts';

/**
 * What speaks against a new key, by field: it may nothing that its maker may not, and ends within a year.
 * @param until,today days of the organization, `YYYY-MM-DD`
 */
export function apiKeyProblems(
  actor: Pick<Actor, 'permissions'>,
  { permissions, until }: { readonly permissions: readonly Permission[]; readonly until: string },
  today: string,
): Readonly<Record<string, readonly FieldProblem[]>> {
  const problem = permissionProblem(actor, permissions);
  const ending = endProblem(until, today);
  return { ...(problem && { permissions: [problem] }), ...(ending && { until: [ending] }) };
}

function permissionProblem(
  actor: Pick<Actor, 'permissions'>,
  permissions: readonly Permission[],
): FieldProblem | undefined {
  if (permissions.length === 0) return { code: 'api_key.no_permission' };
  const missing = permissions.filter((permission) => !can(actor, permission));
  if (missing.length === 0) return undefined;
  return { code: 'api_key.not_held_by_you', values: { permissions: missing.join(', ') } };
}

function endProblem(until: string, today: string): FieldProblem | undefined {
  if (until < today) return { code: 'api_key.in_the_past' };
  return until > lastDayOf(today, apiKeyDays.most)
    ? { code: 'api_key.too_far', values: { days: apiKeyDays.most } }
    : undefined;
}

/** The day that is so many days after this one. */
export function lastDayOf(today: string, days: number): string {
  return Temporal.PlainDate.from(today).add({ days }).toString();
}
