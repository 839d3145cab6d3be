import { setTimeout as sleep } from 'node:timers/promises';
import { actOnInvitations, getInvitationBatch } from '../contract/invitation-batches.ts';
import { listInvitations } from '../contract/invitations.ts';
import { askAs } from './ask-as.ts';
import { runs } from './figure.ts';
import type { Figure } from './figure.ts';
import { filters } from './invitation-filters.ts';
import { median, percentile } from './percentile.ts';
import { seedInvitations } from './seed-invitations.ts';
import { found, makeDataFolder, startFoyer } from './start-foyer.ts';
import type { Call } from './start-foyer.ts';

const count = 1_000_000;
const asksEach = 20;
const selected = 10_000;

/** A million invitations of one organization: the first page of each filter over HTTP, and many sent again. */
export async function invitations(): Promise<Figure> {
  const foyer = await startFoyer(makeDataFolder());
  try {
    const { call } = await found(foyer);
    await seedInvitations(foyer.data, count);
    const pages = await firstPages(call);
    const slowest = Object.entries(pages).toSorted(([, one], [, other]) => other - one)[0];
    const resent = [];
    for (let run = 0; run < runs; run += 1) resent.push(await resendMany(call, foyer.data, run));
    const acceptedMs = median(resent.map((one) => one.acceptedMs));
    const enqueuedMs = median(resent.map((one) => one.enqueuedMs));
    return {
      promise: `first page of any filter among ${count}: p95 at most 100 ms; resend of ${selected}: accepted in 1 s, enqueued in 10 s`,
      holds: (slowest?.[1] ?? 0) <= 100 && acceptedMs.median <= 1000 && enqueuedMs.median <= 10_000,
      measured: { invitations: count, slowest, p95MsOfEachFilter: pages, acceptedMs, enqueuedMs },
    };
  } finally {
    await foyer.stop();
  }
}

/** @returns p95 in milliseconds by the name of the filter */
async function firstPages(call: Call): Promise<Record<string, number>> {
  const slow: Record<string, number> = {};
  for (const [name, query] of Object.entries(filters)) {
    const times: number[] = [];
    for (let ask = 0; ask < asksEach; ask += 1) {
      const begin = performance.now();
      await call(listInvitations, { query });
      times.push(performance.now() - begin);
    }
    slow[name] = Math.round(percentile(times, 95));
  }
  return slow;
}

/** Those that ended, ten thousand each time; all of them in the queue is the end, not all of them sent. */
async function resendMany(call: Call, data: string, run: number) {
  const ids = await askAs('superuser', data, async (client) => {
    await client.query('update organization_settings set daily_recipients = 1000000');
    const { rows } = await client.query<{ id: string }>(
      `select id from invitation where state = 'sent' and expires_at <= now() order by id limit $1 offset $2`,
      [selected, run],
    );
    return rows.map((row) => row.id);
  });
  const begin = performance.now();
  let batch = await call(actOnInvitations, { body: { action: 'resend', ids } });
  const acceptedMs = performance.now() - begin;
  while (batch.state !== 'done') {
    await sleep(50);
    batch = await call(getInvitationBatch, { params: { id: batch.id } });
  }
  return { acceptedMs, enqueuedMs: performance.now() - begin };
}
