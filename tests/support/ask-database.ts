import pg from 'pg';
import type { TestFoyer } from './test-foyer.ts';
import type { TestDatabase } from './test-database.ts';

const connected = new WeakMap<TestDatabase, Promise<pg.Client>>();

/** From outside the program, past every wall: to move rows' times, to look, and to break things on purpose. */
export async function askDatabase<Row extends pg.QueryResultRow = Record<string, unknown>>(
  { database }: Pick<TestFoyer, 'database'>,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = await connectedTo(database);
  const { rows } = await client.query<Row>(sql, [...values]);
  return rows;
}

/** One connection for each database; it ends when the database is dropped. */
function connectedTo(database: TestDatabase): Promise<pg.Client> {
  const known = connected.get(database) ?? connect(database);
  connected.set(database, known);
  return known;
}

async function connect(database: TestDatabase): Promise<pg.Client> {
  const client = new pg.Client(database.superuser);
  client.on('error', () => {});
  await client.connect();
  return client;
}
