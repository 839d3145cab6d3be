import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

async function ask(config: pg.PoolConfig, sql: string): Promise<unknown> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows[0];
  } finally {
    await client.end();
  }
}

test('is migrated and the runtime role may read it', async () => {
  expect(await ask(database.runtime, 'select count(*)::int as organizations from organization')).toEqual({
    organizations: 0,
  });
});

test('gives the runtime role no table, no superuser and no way around row-level security', async () => {
  expect(
    await ask(
      database.runtime,
      `select (select count(*)::int from pg_class where relowner = current_user::regrole) as owned,
              rolsuper, rolbypassrls from pg_roles where rolname = current_user`,
    ),
  ).toEqual({ owned: 0, rolsuper: false, rolbypassrls: false });
});

test('is not seen by another file', async () => {
  const other = await createTestDatabase();
  await ask(database.owner, 'create table only_here (id int)');
  expect(await ask(other.runtime, "select to_regclass('only_here') as found")).toEqual({ found: null });
  await other.drop();
});
