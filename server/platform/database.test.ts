import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestDatabase } from '../../tests/support/test-database.ts';
import type { TestDatabase } from '../../tests/support/test-database.ts';
import { openDatabase, withOrganization, withOrganizationAtOnce } from './database.ts';
import type { Database, Tx } from './database.ts';

let test: TestDatabase;
let database: Database;
beforeAll(async () => {
  test = await createTestDatabase();
  database = openDatabase({ ...test.runtime, max: 1 }, () => {});
});
afterAll(async () => {
  await database.close();
  await test.drop();
});
beforeEach(() => count(0));

const organization = '01900000-0000-7000-8000-000000000001';
const key = 'test of transactions';

const count = (points: number, db: Tx | Database['db'] = database.db) =>
  sql`insert into rate_limit (key, points) values (${key}, ${points})
    on conflict (key) do update set points = excluded.points`.execute(db);
const counted = async (db: Tx | Database['db'] = database.db) =>
  (await sql<{ points: number }>`select points from rate_limit where key = ${key}`.execute(db)).rows[0]
    ?.points;
const fail = (tx: Tx) => sql`select 1 / ${0}::int`.execute(tx);

async function clockOf(tx: Tx): Promise<number> {
  const { rows } = await sql<{ ms: number }>`
    select extract(epoch from clock_timestamp())::float8 * 1000 as ms where ${1}::int = 1`.execute(tx);
  return rows[0]?.ms ?? 0;
}

/** Once what was asked is on its way: whatever waits for an answer can't be asked meanwhile. */
function holdTheProcess(milliseconds: number): void {
  setImmediate(() => {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
  });
}

it('lets statements of one transaction travel without waiting for each other, in their order', async () => {
  const [first, last, points] = await withOrganization(database.db, organization, (tx) => {
    const all = Promise.all([clockOf(tx), clockOf(tx), count(1, tx), count(2, tx), counted(tx)] as const);
    holdTheProcess(500);
    return all.then(([one, two, , , points_]) => [one, two, points_] as const);
  });
  expect(points).toBe(2);
  expect(last - first).toBeLessThan(400);
});

it.each([withOrganization, withOrganizationAtOnce])(
  '%o undoes all when one of those that travel together fails, and goes on',
  async (within) => {
    const failed = within(database.db, organization, (tx) =>
      Promise.all([count(1, tx), fail(tx), count(2, tx), counted(tx)]),
    );
    await expect(failed).rejects.toThrow('division by zero');
    expect(await counted()).toBe(0);
    expect(await within(database.db, organization, (tx) => counted(tx))).toBe(0);
  },
);

it('commits behind what was asked at once, before its answer is read', async () => {
  const other = openDatabase(test.runtime, () => {});
  try {
    const seen = await withOrganizationAtOnce(database.db, organization, async (tx) => {
      await count(3, tx);
      for (;;) if ((await counted(other.db)) === 3) return 3;
    });
    expect(seen).toBe(3);
  } finally {
    await other.close();
  }
});

it('knows the organization at once, and forgets it', async () => {
  const current = sql<{ id: string | null }>`select current_organization() as id`;
  const inside = await withOrganizationAtOnce(database.db, organization, (tx) => current.execute(tx));
  expect(inside.rows).toEqual([{ id: organization }]);
  expect((await current.execute(database.db)).rows).toEqual([{ id: null }]);
});

it('refuses what is asked after the transaction has gone', async () => {
  const late = withOrganizationAtOnce(database.db, organization, async (tx) => {
    await counted(tx);
    await count(4, tx);
  });
  await expect(late).rejects.toThrow('asked after its transaction had gone');
  expect(await counted()).toBe(0);
});

it('leaves nothing begun where nothing could be asked', async () => {
  const thrown = withOrganizationAtOnce(database.db, organization, () => {
    throw new Error('before the first statement');
  });
  await expect(thrown).rejects.toThrow('before the first statement');
  const { rows } = await sql<{ began: boolean }>`
    select now() = statement_timestamp() as began`.execute(database.db);
  expect(rows).toEqual([{ began: true }]);
});

it('names an organization by its UUID only', async () => {
  for (const within of [withOrganization, withOrganizationAtOnce]) {
    await expect(within(database.db, `x'; drop table account; --`, counted)).rejects.toThrow('UUID');
  }
});
