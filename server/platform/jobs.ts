import type pg from 'pg';
import { fromKysely, PgBoss } from 'pg-boss';
import type { Tx } from './database.ts';
import type { Log } from './log.ts';
import type { QueueName } from './queues.ts';

/** What a job carries: ids only, so that nothing personal outlives an erasure in a queue. */
export interface JobData {
  readonly organizationId: string;
  readonly id: string;
}

export interface Jobs {
  /** In the caller's transaction: the job exists if and only if what it is about does. */
  enqueue(tx: Tx, queue: QueueName, ids: readonly string[], startAfter?: Date): Promise<void>;
  /**
   * Handlers may run twice safely; what they throw is tried again later.
   * @param atOnce how many jobs of the queue this process has in hand
   */
  work(queue: QueueName, handler: (data: JobData) => Promise<void>, atOnce?: number): Promise<void>;
  /**
   * Once in so many seconds of the database's clock a job for each organization, whose id it carries (ruling 5), however
   * many servers ask for it.
   */
  every(seconds: number, queue: QueueName, organizations: () => Promise<readonly string[]>): void;
  /** Waits for the jobs at hand, ten seconds at most. */
  stop(): Promise<void>;
}

export interface JobWatch {
  readonly log: Log;
  /** Counts what became of a job. */
  settled(queue: QueueName, result: 'done' | 'failed'): void;
}

/**
 * @param runtime how the runtime role connects; the queue keeps a small pool of its own and one connection
 * that listens for new jobs.
 */
export async function startJobs(runtime: pg.PoolConfig, { log, settled }: JobWatch): Promise<Jobs> {
  const boss = new PgBoss({
    ...(runtime as object),
    max: 4,
    migrate: false,
    createSchema: false,
    schedule: false,
    useListenNotify: true,
    // A worker killed in the middle of a job is noticed within about ten seconds.
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
    reindex: false,
    monitorVacuum: false,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'job queue disturbed'));
  await boss.start();
  const timers: NodeJS.Timeout[] = [];
  return {
    enqueue: async (tx, queue, ids, startAfter) => {
      const jobs = ids.map((id) => ({
        data: { organizationId: tx.organizationId, id },
        ...(startAfter && { startAfter }),
      }));
      await boss.insert(queue, jobs, { db: fromKysely(tx) });
    },
    work: async (queue, handler, atOnce = 20) => {
      const batchSize = Math.min(10, atOnce);
      await boss.work<JobData>(
        queue,
        {
          batchSize,
          localConcurrency: Math.ceil(atOnce / batchSize),
          perJobResults: true,
          burstWhenBatchFull: true,
          pollingIntervalSeconds: 2,
          // Nothing tells of a job whose time has come, as a scheduled or a retried one's: only a look finds it.
          notifyPollingIntervalSeconds: 2,
        },
        (batch) =>
          Promise.all(
            batch.map(async (job) => {
              const result = await settle(log.child(nameOf(queue, job)), job.id, () => handler(job.data));
              settled(queue, result.status === 'completed' ? 'done' : 'failed');
              return result;
            }),
          ),
      );
    },
    every(seconds, queue, organizations) {
      const ask = async () => {
        const ids = await organizations();
        const once = { singletonSeconds: seconds };
        const jobs = ids.map((id) => ({ data: { organizationId: id, id }, singletonKey: id, ...once }));
        if (jobs.length > 0) await boss.insert(queue, jobs);
      };
      const askSafely = () =>
        void ask().catch((error: unknown) =>
          log.warn({ err: error, queue }, 'no jobs could be made, soon again'),
        );
      // More often than once, so that the step is met whenever this process began.
      timers.push(setInterval(askSafely, (seconds * 1000) / 3));
      askSafely();
    },
    stop: () => {
      for (const timer of timers) clearInterval(timer);
      return boss.stop({ graceful: true, timeout: 10_000 });
    },
  };
}

/** What a line of the log says about its job: ids only. */
function nameOf(queue: QueueName, { id, data }: { readonly id: string; readonly data: JobData }) {
  return { queue, jobId: id, organizationId: data.organizationId, about: data.id };
}

async function settle(log: Log, id: string, run: () => Promise<void>) {
  const begin = performance.now();
  const ms = () => Math.round(performance.now() - begin);
  try {
    await run();
    log.info({ ms: ms() }, 'job done');
    return { id, status: 'completed' as const };
  } catch (error) {
    log.warn({ err: error, ms: ms() }, 'job failed, it will be tried again');
    // Only the kind of failure is kept beside the job: its text could quote a person's data.
    return {
      id,
      status: 'failed' as const,
      output: { failure: error instanceof Error ? error.name : 'unknown' },
    };
  }
}
