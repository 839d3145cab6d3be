import pg from 'pg';
import { ConfigError } from './config-error.ts';

interface RoleFacts {
  readonly role: string;
  readonly version: number;
  readonly stepsOver: boolean;
  readonly owns: boolean;
}

/**
 * The role that the program is to run as. It must not be able to step over row-level security (ruling 1), by itself
 * or as a member of another role: the owner's policies let its members see every row.
 * @param owner the role that will make the tables, where it is known: they may be there only after this
 * @throws {ConfigError} when the database is not reached, too old, or the role may too much
 */
export async function checkRuntimeRole(config: pg.PoolConfig, owner: string | undefined): Promise<string> {
  const facts = await readFacts(config, 'DATABASE_URL', owner);
  if (facts.stepsOver || facts.owns) {
    throw new ConfigError(
      `The role ${facts.role} of DATABASE_URL owns tables or may step over row-level security, by itself or as a member of another: give Foyer a role without these rights, as docs/operating.md says.`,
    );
  }
  return facts.role;
}

/** The role that migrates. @throws {ConfigError} when the database is not reached or too old */
export async function checkOwnerRole(config: pg.PoolConfig): Promise<string> {
  return (await readFacts(config, 'DATABASE_OWNER_URL')).role;
}

/**
 * The rights are given when the tables are made, to the role that is named then. Asked before a migration, which
 * would give another one a part of them.
 * @throws {ConfigError} when that was another one
 */
export async function needRights(config: pg.PoolConfig, role: string): Promise<void> {
  const [rights] = await ask<{ given: boolean | null }>(
    config,
    `select has_table_privilege(to_regclass('organization'), 'select') as given`,
  );
  // Null: there are no tables yet.
  if (rights?.given !== false) return;
  throw new ConfigError(
    `The database was prepared for another role than ${role} of DATABASE_URL: name the one that was named when it was first migrated.`,
  );
}

async function readFacts(config: pg.PoolConfig, variable: string, owner?: string): Promise<RoleFacts> {
  try {
    const [facts] = await ask<RoleFacts>(
      config,
      `select current_user as role, current_setting('server_version_num')::int as version,
         exists (select from pg_roles where (rolsuper or rolbypassrls) and pg_has_role(oid, 'member')) as "stepsOver",
         exists (select from pg_class where relnamespace = 'public'::regnamespace and pg_has_role(relowner, 'member'))
           or exists (select from pg_roles where rolname = $1 and pg_has_role(oid, 'member')) as owns`,
      [owner ?? null],
    );
    if (!facts) throw new Error('it tells nothing of its role');
    if (facts.version >= 150_000) return facts;
  } catch (error) {
    const why =
      error instanceof Error ? error.message || (error as NodeJS.ErrnoException).code : String(error);
    throw new ConfigError(`${variable} leads to no database that can be used: ${why}.`, { cause: error });
  }
  throw new ConfigError(`${variable} leads to a PostgreSQL older than 15, the oldest that Foyer knows.`);
}

async function ask<Row extends pg.QueryResultRow>(
  config: pg.PoolConfig,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end().catch(() => {});
  }
}
