import { openDatabase, withOrganization } from '../server/platform/database.ts';
import { findPeople } from '../server/features/search/find-people.ts';
import { listAccounts } from '../contract/registry.ts';
import { askAs } from './ask-as.ts';
import type { Figure } from './figure.ts';
import { percentile } from './percentile.ts';
import { peopleFilterSamples } from './people-filter-samples.ts';
import { typedByPeople } from './typed-by-people.ts';
import { seedPeople } from './seed-people.ts';
import { found, makeDataFolder, startFoyer } from './start-foyer.ts';
import type { Call } from './start-foyer.ts';

const sizes = [10_000, 1_000_000] as const;
const asksEach = 20;

/** The registry of a small and of a large organization: searched as one types, and the first page of each filter. */
export async function registry(): Promise<Figure> {
  const [small, large] = [await measure(sizes[0]), await measure(sizes[1])];
  const slowest = Math.max(...Object.values(large.filterMs));
  return {
    promise: `among ${sizes[1]}: search as you type p95 at most 50 ms in the database, 100 ms over HTTP; first page of any filter 100 ms; within 3 times those among ${sizes[0]}`,
    holds:
      large.database.p95 <= 50 &&
      large.http.p95 <= 100 &&
      slowest <= 100 &&
      large.http.p95 <= 3 * small.http.p95,
    measured: { [sizes[0]]: small, [sizes[1]]: large },
  };
}

async function measure(people: number) {
  const foyer = await startFoyer(makeDataFolder());
  try {
    const { call } = await found(foyer);
    const organizationId = await seedPeople(foyer.data, people);
    const typed = await typedByPeople(foyer.data);
    return {
      database: await searchInDatabase(foyer.data, organizationId, typed),
      http: await timesOf(typed, (query) => call(listAccounts, { query: { query, sort: 'best' } })),
      filterMs: await firstPages(call),
    };
  } finally {
    await foyer.stop();
  }
}

/** As the runtime role, in a transaction of its organization, as a request does it. */
async function searchInDatabase(data: string, organizationId: string, typed: readonly string[]) {
  return askAs('runtime', data, async (_, config) => {
    const { db, close } = openDatabase({ ...config, max: 1 }, () => undefined);
    try {
      return await timesOf(typed, (query) =>
        withOrganization(db, organizationId, (tx) => findPeople(tx, { query }, { sort: 'best', limit: 50 })),
      );
    } finally {
      await close();
    }
  });
}

/** Everything once to warm up, then once more: by what was typed, because few slow ones must not hide among many. */
async function timesOf(typed: readonly string[], ask: (query: string) => Promise<unknown>) {
  for (const query of typed) await ask(query);
  const times = new Map<string, number>();
  for (const query of typed) {
    const begin = performance.now();
    await ask(query);
    times.set(query, performance.now() - begin);
  }
  const slowest = [...times].toSorted(([, one], [, other]) => other - one).slice(0, 5);
  const of = (percent: number) => Number(percentile([...times.values()], percent).toPrecision(3));
  return { p50: of(50), p95: of(95), searches: times.size, slowest: Object.fromEntries(slowest) };
}

/** @returns p95 in milliseconds by the name of the filter */
async function firstPages(call: Call): Promise<Record<string, number>> {
  const slow: Record<string, number> = {};
  for (const [name, query] of Object.entries(peopleFilterSamples)) {
    const times: number[] = [];
    for (let ask = 0; ask < asksEach; ask += 1) {
      const begin = performance.now();
      await call(listAccounts, { query });
      times.push(performance.now() - begin);
    }
    slow[name] = Math.round(percentile(times, 95));
  }
  return slow;
}
