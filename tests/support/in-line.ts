import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { TestFoyer } from './test-foyer.ts';

/**
 * Holds the row that callers will change until each of them, in this order, has read what it reads before and waits
 * for it; then lets them go one after the other. What a race needs luck for happens each time.
 * @param row a `select … for update`
 */
export async function inLine<T>(
  { database }: Pick<TestFoyer, 'database'>,
  row: { readonly sql: string; readonly values: readonly unknown[] },
  callers: readonly (() => Promise<T>)[],
): Promise<T[]> {
  const holder = new pg.Client(database.superuser);
  await holder.connect();
  try {
    // The job that fills the search would wait for the row too, and callers for the job.
    await holder.query('delete from person_changed');
    await holder.query('begin');
    await holder.query(row.sql, [...row.values]);
    const running: Promise<T>[] = [];
    for (const [index, call] of callers.entries()) {
      running.push(call());
      await untilWaiting(holder, index + 1);
    }
    await holder.query('rollback');
    return await Promise.all(running);
  } finally {
    await holder.end();
  }
}

async function untilWaiting(holder: pg.Client, wanted: number): Promise<void> {
  for (const deadline = Date.now() + 12_000; Date.now() < deadline; await sleep(5)) {
    // Within a transaction the list of connections is read once: one that was opened since would not be seen.
    await holder.query('select pg_stat_clear_snapshot()');
    // Who waits for the holder, or for somebody who does: not a job that waits for something else.
    const { rows } = await holder.query<{ waiting: number }>(
      `with recursive waiting as (
         select pg_backend_pid() as pid
         union
         select a.pid from waiting join pg_stat_activity a on waiting.pid = any(pg_blocking_pids(a.pid))
           where a.datname = current_database() and a.wait_event_type = 'Lock')
       select count(*)::int - 1 as waiting from waiting`,
    );
    if ((rows[0]?.waiting ?? 0) >= wanted) return;
  }
  throw new Error(`${wanted} callers should wait for the row`);
}
