import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';

/**
 * Whether one of these canonical columns begins with what was typed: as ranges, which use the unique indexes under
 * row-level security, where `like` and `starts_with` read every row (ruling 4).
 * @param columns `text collate "C"`, as Kysely names them: `account.emailCanonical`
 */
export function beginsWith(columns: readonly string[], typed: string): RawBuilder<boolean> {
  const start = typed.trim().toLowerCase();
  const end = `${start}\u{10ffff}`;
  const ranges = columns.map(
    (column) => sql`(${sql.ref(column)} >= ${start} and ${sql.ref(column)} < ${end})`,
  );
  return sql<boolean>`(${sql.join(ranges, sql` or `)})`;
}
