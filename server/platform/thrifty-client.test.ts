import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase } from '../../tests/support/test-database.ts';
import type { TestDatabase } from '../../tests/support/test-database.ts';
import { openDatabase, withOrganization } from './database.ts';
import type { Database } from './database.ts';

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

const organization = '01900000-0000-7000-8000-000000000001';

it('plans a statement once per connection, whatever its values', async () => {
  for (const value of ['one', 'two']) await sql`select ${value}::text as thrifty`.execute(database.db);
  const { rows } = await sql<{ statement: string }>`
    select statement from pg_prepared_statements where statement like '%as thrifty'`.execute(database.db);
  expect(rows).toEqual([{ statement: 'select $1::text as thrifty' }]);
});

it('leaves a statement that only a bulk can have unnamed', async () => {
  const long = sql.raw(`/* ${'long '.repeat(2000)} */`);
  await sql`select ${'x'}::text as lengthy ${long}`.execute(database.db);
  const { rows } = await sql`select from pg_prepared_statements where statement like '%as lengthy%'`.execute(
    database.db,
  );
  expect(rows).toHaveLength(0);
});

it('undoes all of a transaction that fails, its first statement included', async () => {
  const insert = (id: string) => sql`insert into organization (id, slug) values (${id}, 'acme')`;
  await expect(
    database.db.transaction().execute(async (tx) => {
      await insert(organization).execute(tx);
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect((await sql`select from organization`.execute(database.db)).rows).toHaveLength(0);
});

it('forgets the organization with the end of its transaction', async () => {
  const current = sql<{ id: string | null }>`select current_organization() as id`;
  const inside = await withOrganization(database.db, organization, (tx) => current.execute(tx));
  expect(inside.rows).toEqual([{ id: organization }]);
  expect((await current.execute(database.db)).rows).toEqual([{ id: null }]);
});

it('runs a transaction without any statement', async () => {
  await expect(database.db.transaction().execute(async () => 'done')).resolves.toBe('done');
  expect((await sql`select 1 as one`.execute(database.db)).rows).toEqual([{ one: 1 }]);
});
