import { sql } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase } from '../../tests/support/test-database.ts';
import type { TestDatabase } from '../../tests/support/test-database.ts';
import { openDatabase, withOrganization } from './database.ts';
import { ThriftyClient } from './thrifty-client.ts';
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

it('asks nothing of the database before the first statement, and does not wait for what was held back', async () => {
  const own = sql<{ statement: string }>`
    select statement from pg_prepared_statements where statement like ${'%as after_begin'}`;
  const [row] = await withOrganization(database.db, organization, async (tx) => {
    await sql`set local statement_timeout = '1min'`.execute(tx);
    const { rows } = await sql<{ timeout: string; organization: string }>`
      select current_setting('statement_timeout') as timeout, current_organization() as organization,
        ${'x'}::text as after_begin`.execute(tx);
    return rows;
  });
  expect(row).toMatchObject({ timeout: '1min', organization });
  expect((await own.execute(database.db)).rows).toHaveLength(1);
});

it('gives a stream the connection, whether it is the first to ask or not', async () => {
  const client = new ThriftyClient(test.runtime);
  await client.connect();
  await client.query('create temp table streamed (word text)');
  for (const before of [[], ['select 1']]) {
    await client.query('begin');
    await client.query(`set local foyer.organization_id = '${organization}'`);
    for (const text of before) await client.query(text);
    await new Promise(
      (done, fail) => void client.query(copyIn('copy streamed from stdin', 'one\n', done, fail)),
    );
    await client.query('commit');
  }
  const { rows } = await client.query('select count(*) from streamed where word = $1', ['one']);
  await client.end();
  expect(rows).toEqual([{ count: 2 }]);
});

/** The least that a stream of `pg` is: a query that speaks with the connection itself. */
function copyIn(
  text: string,
  data: string,
  done: (_: void) => void,
  fail: (error: Error) => void,
): pg.Submittable {
  const query = {
    submit: (connection: pg.Connection) => connection.query(text),
    handleCopyInResponse(
      connection: pg.Connection & { sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void },
    ) {
      connection.sendCopyFromChunk(Buffer.from(data));
      connection.endCopyFrom();
    },
    handleCommandComplete: () => undefined,
    handleReadyForQuery: () => done(),
    handleError: fail,
  };
  return query;
}
