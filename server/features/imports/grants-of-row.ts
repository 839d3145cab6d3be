import type { PersonRequest } from '../../../contract/registration.ts';
import { allPermissions } from '../../../contract/permissions.ts';
import { dayOf } from './cell-values.ts';
import type { RowProblem } from './row-problem.ts';

type Grants = NonNullable<PersonRequest['grants']>;

const none = { grants: [], problems: [] };

/** What a row grants: `application:permission`, several by `,` `;` or `|`, with one pair of days for all. */
export function grantsOf(values: ReadonlyMap<string, string>): {
  readonly grants: Grants;
  readonly problems: readonly RowProblem[];
} {
  const text = values.get('grants');
  // As in most rows of most files.
  if (text === undefined) return none;
  const named = text
    .split(/[,;|\n]/)
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  const unknown = named.filter((name) => !allPermissions.some((permission) => permission === name));
  const [from, until] = [values.get('grants_from'), values.get('grants_until')];
  const days = { ...(from && { from: dayOf(from) }), ...(until && { until: dayOf(until) }) };
  const grants = named
    .filter((name) => !unknown.includes(name))
    .map((name) => {
      const [application, permission] = name.split(':');
      return { application, permission, ...days } as Grants[number];
    });
  return {
    grants,
    problems:
      unknown.length > 0 ? [{ field: 'grants', code: 'grant.unknown_permission', severity: 'error' }] : [],
  };
}
