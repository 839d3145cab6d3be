import pg from 'pg';
import { vi } from 'vitest';
import { askDatabase } from './ask-database.ts';
import type { TestFoyer } from './test-foyer.ts';

/**
 * Begins something that waits for a row, and does the other thing while it waits.
 * @param row a `select`, of the row that it will change
 */
export async function meanwhile<T>(
  server: Pick<TestFoyer, 'database'>,
  row: string,
  begin: () => Promise<T>,
  other: () => Promise<unknown>,
): Promise<T> {
  const holder = new pg.Client(server.database.superuser);
  await holder.connect();
  try {
    // The job that fills the search would wait for the row too, and the other thing for the job.
    await holder.query('delete from person_changed');
    await holder.query('begin');
    // What refers to the row may still be written.
    await holder.query(`${row} for no key update`);
    const begun = await begin();
    const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    await vi.waitUntil(async () => (await askDatabase(server, waits)).length > 0, { timeout: 20_000 });
    await other();
    return begun;
  } finally {
    await holder.end();
  }
}
