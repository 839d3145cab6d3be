import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../../tests/support/test-database.ts';
import type { TestDatabase } from '../../tests/support/test-database.ts';
import { openDatabase } from './database.ts';
import type { Database } from './database.ts';
import { endOfDay, startOfDay } from './day.ts';

let server: TestDatabase;
let database: Database;
beforeAll(async () => {
  server = await createTestDatabase();
  database = openDatabase(server.runtime, () => undefined);
});
afterAll(async () => {
  await database.close();
  await server.drop();
});

// Days of 23 and 25 hours, one that has no midnight, and zones that are no whole hours away (F13).
test.each([
  ['2026-03-29', 'Europe/Rome', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
  ['2026-10-25', 'Europe/Rome', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
  ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00Z', '2026-09-07T03:00:00Z'],
  ['2026-04-05', 'Australia/Lord_Howe', '2026-04-04T13:00:00Z', '2026-04-05T13:30:00Z'],
  ['2026-02-28', 'Asia/Kathmandu', '2026-02-27T18:15:00Z', '2026-02-28T18:15:00Z'],
])('%s in %s is from %s to %s', async (day, zone, start, end) => {
  const row = await database.db
    .selectNoFrom([startOfDay(day, zone).as('start'), endOfDay(day, zone).as('end')])
    .executeTakeFirstOrThrow();
  expect(row).toEqual({ start: new Date(start), end: new Date(end) });
});
