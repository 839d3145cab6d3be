import { setTimeout as sleep } from 'node:timers/promises';
import { checkAvailability } from '../contract/accounts.ts';
import { listInvitations } from '../contract/invitations.ts';
import type { Figure } from './figure.ts';
import { percentile } from './percentile.ts';
import { putImport } from './put-import.ts';
import { found, makeDataFolder, startFoyer } from './start-foyer.ts';
import type { Call } from './start-foyer.ts';

const rows = 100_000;
/** People at each of the two pages, who ask again a moment after they were answered. */
const people = 3;
const pauseMs = 50;

/** How long two pages take over HTTP, from another process, before a large import is applied and meanwhile. */
export async function pagesWhileImporting(): Promise<Figure> {
  const foyer = await startFoyer(makeDataFolder());
  try {
    const { call } = await found(foyer);
    const importing = await putImport(call, rows);
    const before = await measure(call, () => sleep(3000));
    const begin = performance.now();
    const meanwhile = await measure(call, () => importing.apply());
    const applyMs = performance.now() - begin;
    return {
      promise: `while an import of ${rows} applies: availability and the list of invitations answer in 300 ms (p95)`,
      holds: meanwhile.availability.p95Ms <= 300 && meanwhile.invitations.p95Ms <= 300,
      measured: { before, meanwhile, applyMs },
    };
  } finally {
    await foyer.stop();
  }
}

async function measure(call: Call, work: () => Promise<unknown>) {
  const [availability, invitations]: [number[], number[]] = [[], []];
  let [isOver, broken] = [false, 0];
  const visit = async (times: number[], ask: (turn: number) => Promise<unknown>) => {
    for (let turn = 0; !isOver; turn += 1) {
      const begin = performance.now();
      // A connection that the server closed just when it was used again: a browser asks once more, and so do we.
      await ask(turn).catch(() => {
        broken += 1;
        return ask(turn);
      });
      times.push(performance.now() - begin);
      await sleep(pauseMs);
    }
  };
  const visitors = Array.from({ length: people }, () => [
    visit(availability, (turn) =>
      call(checkAvailability, { query: { email: `person.${(turn * 7919) % rows}@bench1.example` } }),
    ),
    visit(invitations, () => call(listInvitations, { query: {} })),
  ]).flat();
  await work();
  isOver = true;
  await Promise.all(visitors);
  return { availability: told(availability), invitations: told(invitations), broken };
}

function told(times: readonly number[]) {
  const of = (percent: number) => Math.round(percentile(times, percent));
  return { asked: times.length, p50Ms: of(50), p95Ms: of(95), p99Ms: of(99), mostMs: of(100) };
}
