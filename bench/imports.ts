import { setTimeout as sleep } from 'node:timers/promises';
import { applyByHand } from './apply-by-hand.ts';
import { askAs } from './ask-as.ts';
import { inviteByBetterAuth } from './better-auth.ts';
import type { BetterAuthRate } from './better-auth.ts';
import type { Figure } from './figure.ts';
import { putImport } from './put-import.ts';
import { found, makeDataFolder, startFoyer } from './start-foyer.ts';
import { timeImport } from './time-import.ts';
import type { ImportTimes } from './time-import.ts';

const rows = Number(process.env['N'] ?? 100_000);
const limitMs = 10_000;
const leastOfByHand = 0.5;
const timesBetterAuth = 50;

/**
 * A bulk invite against what the same server can do at all, and against what one would take else, in one run: ratios,
 * because the machine is never the same.
 */
export async function imports(): Promise<Figure> {
  const foyer = await startFoyer(makeDataFolder());
  try {
    const { call } = await found(foyer);
    // By hand first, in emptier tables.
    const { id } = await putImport(call, rows, 'hand');
    const byHandMs = await applyByHand(foyer.data, id);
    await untilSearched(foyer.data);
    const times = await timeImport(foyer, call, { rows, people: 'person' });
    const betterAuth = await inviteByBetterAuth(foyer.data, 10);
    return verdict(times, byHandMs, betterAuth);
  } finally {
    await foyer.stop();
  }
}

function verdict(times: ImportTimes, byHandMs: number, betterAuth: BetterAuthRate): Figure {
  const perSecond = (rows / times.applyMs) * 1000;
  const ofByHand = byHandMs / times.applyMs;
  const timesAsFast = 'missing' in betterAuth ? undefined : perSecond / betterAuth.perSecond;
  return {
    promise:
      `${rows} rows: applied at half the rate of one statement written by hand or more, and at 50 times the rate of ` +
      `better-auth; planned and applied in ${limitMs / 1000} s each`,
    holds:
      ofByHand >= leastOfByHand &&
      (timesAsFast ?? 0) >= timesBetterAuth &&
      times.planMs <= limitMs &&
      times.applyMs <= limitMs &&
      times.done === rows,
    measured: {
      ofByHand,
      timesBetterAuth: timesAsFast ?? betterAuth,
      perSecond: Math.round(perSecond),
      byHandMs: Math.round(byHandMs),
      betterAuth,
      ...times,
    },
  };
}

/** What the statement by hand left for the search is no work of the import that is measured next. */
async function untilSearched(data: string): Promise<void> {
  await askAs('superuser', data, async (client) => {
    while ((await client.query('select from person_changed limit 1')).rows.length > 0) await sleep(500);
  });
}
