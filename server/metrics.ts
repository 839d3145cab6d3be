import { sql } from 'kysely';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { PasswordHasher } from './features/sessions/password-hash.ts';
import type { Database, Db } from './platform/database.ts';
import type { QueueName } from './platform/queues.ts';

export interface Metrics {
  readonly registry: Registry;
  /** Counts what became of a job. */
  settled(queue: QueueName, result: 'done' | 'failed'): void;
}

interface Measured {
  readonly database: Database;
  readonly hasher: PasswordHasher;
}

/** The figures that docs/operating.md explains; the HTTP ones are added by the app. */
export function createMetrics({ database, hasher }: Measured): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (
    name: string,
    help: string,
    labelNames: readonly string[],
    collect: (to: Gauge) => unknown,
  ) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        await collect(this);
      },
    });

  const { pool } = database;
  gauge('foyer_database_connections', 'Connections of the pool, by what they do.', ['state'], (to) => {
    to.set({ state: 'idle' }, pool.idleCount);
    to.set({ state: 'used' }, pool.totalCount - pool.idleCount);
    to.set({ state: 'waited_for' }, pool.waitingCount);
  });
  gauge('foyer_password_hashes_waiting', 'Passwords that wait for their turn to be hashed.', [], (to) =>
    to.set(hasher.waiting()),
  );
  backlogGauges(database.db, gauge);
  const jobs = new Counter({
    name: 'foyer_jobs_total',
    help: 'Jobs of this process, by queue and result.',
    labelNames: ['queue', 'result'],
    registers: [registry],
  });
  return { registry, settled: (queue, result) => jobs.inc({ queue, result }) };
}

type MakeGauge = (
  name: string,
  help: string,
  labelNames: readonly string[],
  collect: (to: Gauge) => unknown,
) => void;

/** What waits in the database, the same in every process. A database that is down shows as that and nothing else. */
function backlogGauges(db: Db, gauge: MakeGauge): void {
  const ask = lookNowAndThen(() => readBacklog(db));
  gauge('foyer_database_up', 'Whether the database answered.', [], async (to) =>
    to.set((await ask()) === undefined ? 0 : 1),
  );
  gauge('foyer_mails_waiting', 'Mails that are not sent yet, by state.', ['state'], async (to) => {
    to.reset();
    for (const { state, mails } of (await ask())?.mails ?? []) to.set({ state }, mails);
  });
  gauge('foyer_oldest_mail_seconds', 'How long the oldest mail waits beyond its time.', [], async (to) => {
    const due = ((await ask())?.mails ?? []).filter(({ state }) => state !== 'scheduled');
    to.set(Math.max(0, ...due.map(({ oldestSeconds }) => oldestSeconds)));
  });
  gauge('foyer_jobs_waiting', 'Jobs in the queues, by state.', ['queue', 'state'], async (to) => {
    to.reset();
    for (const { queue, ...counts } of (await ask())?.jobs ?? []) {
      for (const [state, jobs] of Object.entries(counts)) to.set({ queue, state }, jobs);
    }
  });
  gauge('foyer_search_waiting', 'Changes of people that the search does not know yet.', [], async (to) =>
    to.set((await ask())?.search.waiting ?? 0),
  );
  gauge('foyer_search_lag_seconds', 'How long the oldest of them waits.', [], async (to) =>
    to.set((await ask())?.search.oldestSeconds ?? 0),
  );
}

interface Backlog {
  readonly mails: readonly { state: string; mails: number; oldestSeconds: number }[];
  readonly search: { waiting: number; oldestSeconds: number };
  readonly jobs: readonly ({ queue: string } & Readonly<Record<JobState, number>>)[];
}

type JobState = 'ready' | 'deferred' | 'active' | 'failed';

async function readBacklog(db: Db): Promise<Backlog | undefined> {
  try {
    const mails = await sql<Backlog['mails'][number]>`
      select state, mails, oldest_seconds from mail_backlog()`.execute(db);
    const search = await sql<Backlog['search']>`
      select coalesce(sum(waiting), 0)::bigint as waiting, coalesce(max(oldest_seconds), 0) as oldest_seconds
      from people_to_refresh()`.execute(db);
    // pg-boss counts them itself, every two seconds.
    const jobs = await sql<Backlog['jobs'][number]>`
      select name as queue, ready_count as ready, deferred_count as deferred, active_count as active,
        failed_count as failed from pgboss.queue where name not like '\\_\\_%'`.execute(db);
    return {
      mails: mails.rows,
      jobs: jobs.rows,
      search: search.rows[0] ?? { waiting: 0, oldestSeconds: 0 },
    };
  } catch {
    return undefined;
  }
}

// In milliseconds: one look for all gauges of an answer, however many ask for it.
const lookEvery = 1000;

function lookNowAndThen<T>(look: () => Promise<T>): () => Promise<T> {
  let last = { at: -Infinity, found: undefined as Promise<T> | undefined };
  return () => {
    if (last.found === undefined || performance.now() - last.at > lookEvery)
      last = { at: performance.now(), found: look() };
    return last.found as Promise<T>;
  };
}
