import { setTimeout as sleep } from 'node:timers/promises';
import { askAs } from './ask-as.ts';
import { cpuTime } from './cpu-time.ts';
import { repeat } from './figure.ts';
import type { Figure } from './figure.ts';
import { median } from './percentile.ts';
import { putLoad } from './put-load.ts';
import type { LoadResult } from './load-client.ts';
import { found, makeDataFolder, startFoyer } from './start-foyer.ts';
import type { BenchFoyer } from './start-foyer.ts';

const parallel = 50;
const requests = 3000;

/**
 * Registrations over HTTP, each a transaction of its own with account, invitation, timeline, activity, mail, job and
 * kept answer, while the outbox delivers. The client runs on the same machine, in a process of its own.
 */
export async function registrations(): Promise<Figure> {
  const foyer = await startFoyer(makeDataFolder());
  try {
    const { cookie } = await found(foyer);
    await liftFirstDay(foyer.data);
    const register = (run: string, count: number) =>
      putLoad({ origin: foyer.origin, cookie, kind: 'registration', parallel, requests: count, run });
    await register('warm-up', 500);
    await untilAnalyzed(foyer.data);
    const results = await repeat((run) => measure(foyer, () => register(String(run), requests)));
    const backlog = await waitingMails(foyer.data);
    const perSecond = median(results.map((result) => result.perSecond));
    return {
      promise: `${parallel} registrations in parallel over HTTP: 300 a second or more on 2 cores`,
      holds: perSecond.median >= 300 && results.every((result) => result.statuses['201'] === requests),
      measured: {
        perSecond,
        p50Ms: median(results.map((result) => result.p50Ms)),
        p99Ms: median(results.map((result) => result.p99Ms)),
        statuses: results.map((result) => result.statuses),
        processorMsEach: {
          server: median(results.map((result) => result.serverMs)),
          database: median(results.map((result) => result.databaseMs)),
        },
        mailsWaitingAtTheEnd: backlog,
      },
    };
  } finally {
    await foyer.stop();
  }
}

async function measure({ pid, data }: BenchFoyer, load: () => Promise<LoadResult>) {
  const before = cpuTime(pid, data);
  const result = await load();
  const after = cpuTime(pid, data);
  return {
    ...result,
    serverMs: ((after?.server ?? 0) - (before?.server ?? 0)) / requests,
    databaseMs: ((after?.database ?? 0) - (before?.database ?? 0)) / requests,
  };
}

/** Else all but the first 2,000 would be put off to another day, and no mail of them be delivered meanwhile. */
async function liftFirstDay(data: string): Promise<void> {
  await askAs('superuser', data, (client) =>
    client.query('update organization_settings set daily_recipients = 100000'),
  );
}

/** As on any server that has run for a minute: before, PostgreSQL takes each table for an almost empty one. */
async function untilAnalyzed(data: string): Promise<void> {
  await askAs('superuser', data, async (client) => {
    for (let tries = 0; tries < 600; tries += 1) {
      const { rows } = await client.query(
        `select from pg_stat_user_tables where relname in ('account', 'invitation', 'mail', 'activity') and last_autoanalyze is null`,
      );
      if (rows.length === 0) return;
      await sleep(100);
    }
  });
}

async function waitingMails(data: string): Promise<number> {
  return askAs('superuser', data, async (client) => {
    const { rows } = await client.query<{ waiting: number }>(
      `select count(*)::int as waiting from mail where state = 'queued'`,
    );
    return rows[0]?.waiting ?? 0;
  });
}
