import { sql } from 'kysely';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import type { Tx } from '../../platform/database.ts';
import { textOf } from '../../platform/http/problem.ts';
import type { Text } from '../../platform/texts.ts';

/** What stands against the rows, the most frequent first. */
export async function groupProblems(tx: Tx, importId: string, t: Text): Promise<ImportDetail['problems']> {
  const { rows } = await sql<{
    problem: string;
    field: string;
    severity: 'error' | 'warning';
    count: number;
    suggestions: number;
    values: Readonly<Record<string, string | number>> | null;
  }>`
    select p ->> 'code' as problem, p ->> 'field' as field, p ->> 'severity' as severity, count(*) as count,
      count(p ->> 'suggestion') as suggestions, (array_agg(p -> 'values'))[1] as values
    from import_row cross join lateral jsonb_array_elements(problems) as p
    where organization_id = ${tx.organizationId} and import_id = ${importId} and problems is not null
      and outcome in ('blocked', 'moved', 'failed')
    group by 1, 2, 3 order by 4 desc, 1, 2 limit 200`.execute(tx);
  return rows.map(({ values, ...group }) => ({
    ...group,
    message:
      textOf(t, `${group.problem}_many`) === `${group.problem}_many`
        ? textOf(t, group.problem, values ?? {})
        : textOf(t, `${group.problem}_many`),
  }));
}
