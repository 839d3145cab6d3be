import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { PlannedRow } from './plan-rows.ts';

/** What a plan promises to rows of an import, and so to no others of it. */
export interface Promised {
  /** The line that has each address. */
  readonly lines: ReadonlyMap<string, number>;
  readonly usernames: ReadonlySet<string>;
}

/** Rows that are planned, among the others of their import. */
export interface AmongOthers {
  readonly importId: string;
  readonly lines: readonly number[];
  /** To rows that are being planned too, of which the database need not know yet. */
  readonly promised: Promised | undefined;
}

export function promisedBy(rows: readonly PlannedRow[]): Promised {
  const repeats = ({ problems }: PlannedRow) => problems.some(({ code }) => code === 'import.repeated_row');
  return {
    lines: new Map(
      rows.flatMap((row): [string, number][] =>
        row.emailCanonical === null || repeats(row) ? [] : [[row.emailCanonical, row.line]],
      ),
    ),
    usernames: new Set(
      rows.flatMap(({ outcome, username }) =>
        username !== null && (outcome === 'create' || outcome === 'update') ? [username.toLowerCase()] : [],
      ),
    ),
  };
}

// Each value is looked up by itself (`offset 0`): for a join, all that is planned so far would be read for every chunk. And
// the import is compared as no index can (`is not distinct from`): to statistics from before the file it has hardly a row,
// and PostgreSQL would go through all of it for every value instead of meeting the value in its index.

/** The lines of other rows that have these addresses. */
export async function linesOfOthers(
  tx: Tx,
  { importId, lines, promised }: AmongOthers,
  emails: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ email: string; line: number }>`
    select email, line
    from unnest(${emails}::text[]) as asked (email) cross join lateral (
      select line from import_row
      where organization_id = ${tx.organizationId} and import_id is not distinct from ${importId}
        and email_canonical = email
        and line not in (select unnest(${lines}::int[]))
        and outcome is not null and outcome <> 'left_out'
        and not coalesce(problems @> '[{"code": "import.repeated_row"}]', false)
      offset 0) as other
    order by line desc`.execute(tx);
  return new Map([...(promised?.lines ?? []), ...rows.map(({ email, line }) => [email, line] as const)]);
}

/** Those of these names that other rows will get. */
export async function namesOfOthers(
  tx: Tx,
  { importId, lines, promised }: AmongOthers,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set();
  const { rows } = await sql<{ name: string }>`
    select name
    from unnest(${names}::text[]) as asked (name) cross join lateral (
      select from import_row
      where organization_id = ${tx.organizationId} and import_id is not distinct from ${importId}
        and username_canonical = name
        and line not in (select unnest(${lines}::int[]))
        and outcome in ('create', 'update')
      offset 0) as other`.execute(tx);
  return new Set([
    ...rows.map(({ name }) => name),
    ...names.filter((name) => promised?.usernames.has(name) === true),
  ]);
}
