import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** A database of one's own on the run's server, migrated and empty. */
export interface TestDatabase {
  /** As the program: bound by row-level security, owns nothing. */
  readonly runtime: pg.PoolConfig;
  /** As the migrations. */
  readonly owner: pg.PoolConfig;
  /** To look from outside, never to do what the program does. */
  readonly superuser: pg.PoolConfig;
  /** Ends what is still connected. */
  drop(): Promise<void>;
}

/** Once per test file (`beforeAll`), dropped in `afterAll` after its pools are closed. About 50 ms. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { runtime, owner, superuser, template } = inject('databaseServer');
  const database = `foyer_test_${randomBytes(6).toString('hex')}`;
  await ask(superuser, [
    `create database ${database} template ${template} owner ${owner.user} strategy file_copy`,
    `revoke all on database ${database} from public`,
    `grant connect, temporary on database ${database} to ${runtime.user}`,
  ]);
  return {
    runtime: { ...runtime, database },
    owner: { ...owner, database },
    superuser: { ...superuser, database },
    drop: async () => ask(superuser, [`drop database ${database} with (force)`]),
  };
}

async function ask(config: pg.PoolConfig, statements: readonly string[]): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
