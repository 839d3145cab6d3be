import { openDatabase } from '../server/platform/database.ts';
import type { Db } from '../server/platform/database.ts';
import { askAs } from './ask-as.ts';
import { compareLookUps } from './compare-look-ups.ts';
import { repeat } from './figure.ts';
import type { Figure } from './figure.ts';
import { median, percentile } from './percentile.ts';
import { putLoad } from './put-load.ts';
import { seedAccounts } from './seed-accounts.ts';
import { found, makeDataFolder, startFoyer } from './start-foyer.ts';

const accounts = 1_000_000;
const tries = 3800;

/** Whether a name is free, asked among a million accounts of one organization, as the runtime role. */
export async function availability(): Promise<Figure> {
  const foyer = await startFoyer(makeDataFolder());
  try {
    const { cookie } = await found(foyer);
    const organizationId = await seedAccounts(foyer.data, accounts);
    const inProcess = await askAs('runtime', foyer.data, async (_, config) => {
      const { db, close } = openDatabase(config, () => {});
      try {
        return await repeat(() => compare(db, organizationId));
      } finally {
        await close();
      }
    });
    const ask = (run: string, requests: number) =>
      putLoad({ origin: foyer.origin, cookie, kind: 'availability', parallel: 50, requests, run });
    await ask('warm-up', 2000);
    const overHttp = await repeat((run) => ask(String(run), 20_000));
    const ratio = median(inProcess.map(({ useCase, bare }) => useCase / bare));
    const p99Ms = median(overHttp.map((result) => result.p99Ms));
    return {
      promise:
        'p99 of the use case at most 3 times the bare look-up; over HTTP p99 at most 20 ms at 50 in parallel',
      holds: ratio.median <= 3 && p99Ms.median <= 20,
      measured: {
        accounts,
        useCaseP99Ms: median(inProcess.map(({ useCase }) => useCase)),
        bareLookUpP99Ms: median(inProcess.map(({ bare }) => bare)),
        ratio,
        overHttp: {
          p99Ms,
          p50Ms: median(overHttp.map((result) => result.p50Ms)),
          perSecond: median(overHttp.map((result) => result.perSecond)),
          statuses: overHttp.map((result) => result.statuses),
        },
      },
    };
  } finally {
    await foyer.stop();
  }
}

/** @returns p99 of each, in milliseconds */
async function compare(db: Db, organizationId: string) {
  const { useCase, bare } = await compareLookUps(db, organizationId, { accounts, tries });
  return { useCase: percentile(useCase, 99), bare: percentile(bare, 99) };
}
