import { setTimeout as sleep } from 'node:timers/promises';
import { memoryOf } from './memory-of.ts';
import type { Figure } from './figure.ts';
import { found, makeDataFolder, startFoyer } from './start-foyer.ts';
import { timeImport } from './time-import.ts';

const rows = Number(process.env['N'] ?? 1_000_000);
const limitMs = 100_000;
const mostMb = 64 * 1.048_576;
const every = 250;

/** Ten times as many, and the memory of the server while it reads, plans and applies them. */
export async function importsMillion(): Promise<Figure> {
  const foyer = await startFoyer(makeDataFolder());
  try {
    const { call } = await found(foyer);
    // As `restMemory`: what only the start needed is given back by then.
    await sleep(10_000);
    const idle = memoryOf(foyer.pid).resident;
    let most = idle;
    const watch = setInterval(() => {
      most = Math.max(most, memoryOf(foyer.pid).resident);
    }, every);
    const times = await timeImport(foyer, call, { rows, people: 'person' });
    clearInterval(watch);
    const aboveIdleMb = most - idle;
    return {
      promise: `${rows} rows: planned and applied in ${limitMs / 1000} s each, with 64 MiB of memory above idle at most`,
      holds:
        times.planMs <= limitMs && times.applyMs <= limitMs && times.done === rows && aboveIdleMb <= mostMb,
      measured: { aboveIdleMb, idleMb: idle, mostMb: most, ...times },
    };
  } finally {
    await foyer.stop();
  }
}
