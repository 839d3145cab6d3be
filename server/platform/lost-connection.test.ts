import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { openDatabase, withOrganization } from './database.ts';

let server: TestDatabase;
beforeAll(async () => {
  server = await createTestDatabase();
});
afterAll(async () => {
  await server.drop();
});

/** As a server that dies or restarts does, to all connections of the database. */
async function endAllConnections(): Promise<void> {
  const client = new pg.Client({ ...server.superuser, database: 'postgres' });
  await client.connect();
  await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
    server.runtime.database,
  ]);
  await client.end();
}

test('a connection lost between two statements fails its transaction, not the process', async () => {
  const { db, close } = openDatabase(server.runtime, () => undefined);
  const lost = withOrganization(db, randomUUID(), async (tx) => {
    await endAllConnections();
    // The loss arrives while no statement is under way, as in a transaction that waits for a hash.
    await sleep(100);
    return sql`select 1`.execute(tx);
  });
  await expect(lost).rejects.toThrow(/connection|terminat/i);
  expect(await withOrganization(db, randomUUID(), async () => 'served again')).toBe('served again');
  await close();
});
