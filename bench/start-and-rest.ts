import { setTimeout as sleep } from 'node:timers/promises';
import { repeat } from './figure.ts';
import type { Figure } from './figure.ts';
import { memoryOf } from './memory-of.ts';
import { median } from './percentile.ts';
import { found, makeDataFolder, startFoyer } from './start-foyer.ts';

const restMs = 10_000;

/** `npm start` where everything is installed, built and initialised. */
export async function warmStart(): Promise<Figure> {
  const data = makeDataFolder();
  await (await startFoyer(data)).stop();
  const starts = await repeat(async () => {
    const foyer = await startFoyer(data, 'npm');
    await foyer.stop();
    return foyer.readyMs / 1000;
  });
  const seconds = median(starts);
  return {
    promise: 'npm start, warm, to the first 200 of /readyz: at most 3 s',
    holds: seconds.median <= 3,
    measured: { seconds },
  };
}

/** The server process at rest, some seconds after its first requests; PostgreSQL is not counted. Linux only. */
export async function restMemory(): Promise<Figure> {
  const measured = await repeat(async () => {
    const foyer = await startFoyer(makeDataFolder());
    try {
      await found(foyer);
      await sleep(restMs);
      return memoryOf(foyer.pid);
    } finally {
      await foyer.stop();
    }
  });
  const residentMb = median(measured.map(({ resident }) => resident));
  return {
    promise: 'idle memory of the server process: at most 150 MB',
    holds: residentMb.median <= 150,
    measured: { residentMb, proportionalMb: median(measured.map(({ proportional }) => proportional)) },
  };
}
