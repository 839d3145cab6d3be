import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Migration } from 'kysely/migration';
import pg from 'pg';
import { ConfigError } from './config-error.ts';
import { installJobs } from './install-jobs.ts';

const folder = fileURLToPath(new URL('../../migrations', import.meta.url));

/**
 * Brings the schema up to this program, as the owner role. Two at once: one runs, the other waits. All of it is
 * one transaction, so a kill half-way leaves what was there.
 * @param runtimeRole the role that the program runs as; it is given its rights here and owns nothing.
 * @throws {ConfigError} when the database is newer than the program.
 */
export async function migrate(owner: pg.PoolConfig, runtimeRole: string): Promise<void> {
  const pool = new pg.Pool({ ...owner, max: 2 });
  // The server may end a connection while it idles between two statements; the next statement says so.
  pool.on('error', () => {});
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    await refuseNewerSchema(db);
    const migrator = new Migrator({ db, provider: { getMigrations: () => readMigrations(runtimeRole) } });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
    await oneAtATime(db, async () => {
      await sql`grant select on kysely_migration to ${sql.id(runtimeRole)}`.execute(db);
      await installJobs(owner, runtimeRole);
    });
  } finally {
    await db.destroy();
  }
}

/** Two who grant the same at once fail with "tuple concurrently updated". The lock ends with its connection. */
async function oneAtATime(db: Kysely<unknown>, work: () => Promise<void>): Promise<void> {
  const key = sql`hashtextextended('foyer prepares', 0)`;
  await db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${key})`.execute(connection);
    try {
      await work();
    } finally {
      await sql`select pg_advisory_unlock(${key})`.execute(connection);
    }
  });
}

/** The names of all migrations that this program knows, in order: those of the version that was started. */
export async function migrationNames(): Promise<readonly string[]> {
  return (known ??= readNames());
}

/** Read once: an upgrade lays its files over a program that still runs. */
let known: Promise<readonly string[]> | undefined;

async function readNames(): Promise<readonly string[]> {
  const files = await fs.readdir(folder);
  return files
    .filter((file) => file.endsWith('.sql'))
    .map((file) => path.basename(file, '.sql'))
    .toSorted();
}

/** `current`, `behind` (migrate first) or `newer` (this program is too old); read as any role. */
export async function schemaState<T>(db: Kysely<T>): Promise<'current' | 'behind' | 'newer'> {
  const names = await migrationNames();
  const applied = await appliedMigrations(db);
  if (applied.some((name) => !names.includes(name))) return 'newer';
  return applied.length === names.length ? 'current' : 'behind';
}

/** The same for who has no pool yet. */
export async function readSchemaState(config: pg.PoolConfig): Promise<'current' | 'behind' | 'newer'> {
  const pool = new pg.Pool({ ...config, max: 1 });
  pool.on('error', () => {});
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await schemaState(db);
  } finally {
    await db.destroy();
  }
}

async function refuseNewerSchema<T>(db: Kysely<T>): Promise<void> {
  if ((await schemaState(db)) === 'newer') {
    throw new ConfigError(
      'The database was migrated by a newer version of Foyer: start that version, or restore the backup made before it.',
    );
  }
}

async function appliedMigrations<T>(db: Kysely<T>): Promise<string[]> {
  const { rows: tables } = await sql<{ found: boolean }>`
    select to_regclass('kysely_migration') is not null as found`.execute(db);
  if (tables[0]?.found !== true) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return rows.map((row) => row.name);
}

async function readMigrations(runtimeRole: string): Promise<Record<string, Migration>> {
  const role = pg.escapeIdentifier(runtimeRole);
  const migrations: Record<string, Migration> = {};
  for (const name of await migrationNames()) {
    // psql's notation for a quoted identifier, so that psql -v runtime=… can run the same file.
    const text = (await fs.readFile(path.join(folder, `${name}.sql`), 'utf8')).replaceAll(
      ':"runtime"',
      () => role,
    );
    migrations[name] = { up: async (db) => void (await sql.raw(text).execute(db)) };
  }
  return migrations;
}
