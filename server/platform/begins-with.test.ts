import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase } from '../../tests/support/test-database.ts';
import type { TestDatabase } from '../../tests/support/test-database.ts';
import { beginsWith } from './begins-with.ts';
import { openDatabase } from './database.ts';
import type { Database } from './database.ts';

let test: TestDatabase;
let database: Database;
beforeAll(async () => {
  test = await createTestDatabase();
  database = openDatabase(test.runtime, () => {});
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

const names = ['anna', 'anna.rossi', 'annä', 'ann', 'bob', 'an_a', 'an%'];

async function found(typed: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from unnest(${names}::text[]) as given (name),
      lateral (select name collate "C" as name_canonical) as canonical
    where ${beginsWith(['canonical.nameCanonical'], typed)}`.execute(database.db);
  return rows.map((row) => row.name);
}

it.each([
  ['anna', ['anna', 'anna.rossi']],
  [' ANNA ', ['anna', 'anna.rossi']],
  ['ann', ['anna', 'anna.rossi', 'annä', 'ann']],
  ['an_', ['an_a']],
  ['%', []],
])('finds who begins with "%s", taken literally', async (typed, expected) => {
  expect(await found(typed)).toEqual(expected);
});

it('asks each column', async () => {
  const { rows } = await sql`select from (select 'a' collate "C" as one, 'b' collate "C" as two) as given
    where ${beginsWith(['given.one', 'given.two'], 'b')}`.execute(database.db);
  expect(rows).toHaveLength(1);
});
