import type pg from 'pg';
import { freePort } from './free-port.ts';
import { startProgram } from './start-program.ts';
import type { Program } from './start-program.ts';
import type { TestDatabase } from './test-database.ts';

/**
 * One more server process on a database that is there already. All that share a database share `FOYER_SECRET`;
 * `PORT` and `PUBLIC_URL` are the caller's to give where several stand behind one address.
 */
export async function startServer(
  { runtime, owner }: Pick<TestDatabase, 'runtime' | 'owner'>,
  env: Readonly<Record<string, string>> = {},
): Promise<Program> {
  return startProgram({
    PORT: env['PORT'] ?? String(await freePort()),
    DATABASE_URL: addressOf(runtime),
    DATABASE_OWNER_URL: addressOf(owner),
    FOYER_SECRET: 'a secret that several servers share among them',
    ...env,
  });
}

/** libpq's notation: the folder of a Unix socket stands in the query. */
function addressOf({ user, database, host, port }: pg.PoolConfig): string {
  return `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host ?? '')}&port=${port}`;
}
