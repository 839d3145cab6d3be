import { sql } from 'kysely';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase } from '../../tests/support/test-database.ts';
import type { TestDatabase } from '../../tests/support/test-database.ts';
import { arrayText } from './array-text.ts';
import { openDatabase } from './database.ts';
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

const storable = fc
  .string({ unit: 'binary', maxLength: 20 })
  .map((text) => text.toWellFormed().replaceAll('\0', ''));
const tricky = fc
  .array(fc.constantFrom('"', '\\', '{', '}', ',', 'NULL', ' ', '\n', '\\n', '\u{1f600}', 'a'))
  .map((s) => s.join(''));

it('reaches the database as it is, whatever it holds', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.constant(null), storable, tricky), { maxLength: 30 }),
      async (values) => {
        const { rows } = await sql<{ back: unknown }>`select ${values}::text[] as back`.execute(database.db);
        expect(rows).toEqual([{ back: values }]);
      },
    ),
    { numRuns: 200 },
  );
});

it.each([
  [[1, -2, null], 'int'],
  [[true, false, null], 'bool'],
  [[], 'text'],
] as const)('writes %j of %s', async (values, type) => {
  const { rows } = await sql<{ back: unknown }>`select ${[...values]}::${sql.raw(type)}[] as back`.execute(
    database.db,
  );
  expect(rows).toEqual([{ back: values }]);
});

it('leaves to others what is no list of texts, whole numbers or truths', () => {
  for (const values of [[[1], [2]], [new Date()], [Buffer.from('a')], [{ a: 1 }], [1.5]])
    expect(arrayText(values)).toBeUndefined();
});
