import { CamelCasePlugin, Kysely, PostgresDialect, sql } from 'kysely';
import type { Transaction } from 'kysely';
import pg from 'pg';
import type { DB } from './database-schema.ts';
import { retryDeadlocks } from './retry-deadlocks.ts';
import { ThriftyClient } from './thrifty-client.ts';

// A bigint of ours is a count and fits a double; a date is a day, not an instant of some time zone.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (day: string) => day);

/** The pool of the runtime role. Outside `withOrganization` it sees no tenant's row. */
export type Db = Kysely<DB>;

/** A transaction in one organization; what writes takes this and has no other handle in scope. */
export type Tx = Transaction<DB> & {
  readonly organizationId: string;
  /** 1, or more where a race was lost before and `work` runs again. */
  readonly attempt: number;
};

export interface Database {
  readonly db: Db;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/** @param onIdleError an idle connection that breaks must not end the process (F7). */
export function openDatabase(config: pg.PoolConfig, onIdleError: (error: Error) => void): Database {
  const pool = new pg.Pool({
    Client: ThriftyClient,
    // More at once than cores only makes them wait in PostgreSQL instead of here.
    max: 8,
    connectionTimeoutMillis: 3000,
    idleTimeoutMillis: 30_000,
    ...config,
  });
  pool.on('error', onIdleError);
  // The pool listens to idle connections only: one lost while a transaction holds it between two statements would
  // end the process. Its next statement fails by itself.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  return { db, pool, close: () => db.destroy() };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The first wall and the key to the second: a transaction that knows its organization. Queries name
 * `tx.organizationId`; row-level security sees the same id in the transaction's setting. After a deadlock `work` is
 * run again from its start, so it does nothing outside the database.
 */
export async function withOrganization<T>(
  db: Db,
  organizationId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  if (!uuid.test(organizationId)) throw new Error('an organization is named by its UUID');
  return retryDeadlocks((attempt) =>
    db.transaction().execute(async (transaction) => {
      // Written into the text, so that it travels with `begin`; only a UUID comes this far.
      await sql`set local foyer.organization_id = ${sql.lit(organizationId)}`.execute(transaction);
      return work(Object.assign(transaction, { organizationId, attempt }));
    }),
  );
}
