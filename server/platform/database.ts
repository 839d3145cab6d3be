import { CamelCasePlugin, CompiledQuery, Kysely, PostgresDialect, sql, Transaction } from 'kysely';
import type { ConnectionProvider } from 'kysely';
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
  return retryDeadlocks((attempt) =>
    db.transaction().execute(async (transaction) => {
      await sql.raw(settingOf(organizationId)).execute(transaction);
      return transaction.getExecutor().provideConnection((connection) =>
        work(
          Object.assign(
            transactionOn(transaction, (consumer) => consumer(connection)),
            { organizationId, attempt },
          ),
        ),
      );
    }),
  );
}

/** Written into the text, so that it travels with `begin`; only a UUID comes so far. */
function settingOf(organizationId: string): string {
  if (!uuid.test(organizationId)) throw new Error('an organization is named by its UUID');
  return `set local foyer.organization_id = '${organizationId}'`;
}

/**
 * `withOrganization` for what needs one message there and one back: `ask` asks everything before it waits for an answer,
 * and the commit travels behind it. It has no say any more in whether that is kept: only a statement that fails undoes it.
 */
export async function withOrganizationAtOnce<T>(
  db: Db,
  organizationId: string,
  ask: (tx: Tx) => Promise<T>,
): Promise<T> {
  const setting = settingOf(organizationId);
  return retryDeadlocks((attempt) =>
    db.getExecutor().provideConnection(async (connection) => {
      const send = (text: string) => connection.executeQuery(CompiledQuery.raw(text));
      let isOver = false;
      const tx = transactionOn(db, (consumer) => {
        if (isOver) throw new Error('asked after its transaction had gone');
        return consumer(connection);
      });
      await Promise.all([send('begin'), send(setting)]);
      // A throw becomes a refusal of the promise: what was begun is ended in any case.
      const answer = (async () => ask(Object.assign(tx, { organizationId, attempt })))();
      isOver = true;
      const [, commit] = await Promise.allSettled([answer, send('commit')]);
      if (commit.status === 'rejected') throw commit.reason;
      return answer;
    }),
  );
}

// Never asked for a connection: a transaction has one.
const dialect = new PostgresDialect({
  pool: () => Promise.reject(new Error('a transaction has its connection')),
});
const parts = { config: { dialect }, dialect, driver: dialect.createDriver() };

/**
 * A transaction whose statements need not wait for each other's answers: the library's own lets one go at a time, and
 * each that goes alone is a message that wakes up both sides. Those of a `Promise.all` travel together, in their order.
 */
function transactionOn(
  db: Kysely<DB>,
  provideConnection: ConnectionProvider['provideConnection'],
): Transaction<DB> {
  return new Transaction({
    ...parts,
    executor: db.getExecutor().withConnectionProvider({ provideConnection }),
  });
}
