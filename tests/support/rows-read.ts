import { askDatabase } from './ask-database.ts';
import type { TestFoyer } from './test-foyer.ts';

/**
 * Rows of a table that were read until now, by indexes or whole. A connection tells of it when it ends, and all end here:
 * not while something is at work.
 */
export async function rowsRead(server: Pick<TestFoyer, 'database'>, table: string): Promise<number> {
  await askDatabase(
    server,
    `select pg_terminate_backend(pid, 5000) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
  );
  const [row] = await askDatabase<{ n: number }>(
    server,
    `select (coalesce(idx_tup_fetch, 0) + seq_tup_read)::int as n from pg_stat_user_tables where relname = $1`,
    [table],
  );
  return row?.n ?? 0;
}
