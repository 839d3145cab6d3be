import path from 'node:path';
import pg from 'pg';
import { startEmbeddedDatabase } from '../server/platform/embedded-database/start-embedded-database.ts';

/** One connection to the database of a data folder that Foyer runs on: to seed it as its superuser, or to look. */
export async function askAs<T>(
  role: 'superuser' | 'runtime',
  data: string,
  work: (client: pg.Client, config: pg.PoolConfig) => Promise<T>,
): Promise<T> {
  const database = await startEmbeddedDatabase(path.join(data, 'database'));
  const config = { ...database[role], database: database.runtime.database };
  const client = new pg.Client(config);
  await client.connect();
  try {
    return await work(client, config);
  } finally {
    await client.end();
    await database.stop();
  }
}
