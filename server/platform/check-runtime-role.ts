import pg from 'pg';
import { ConfigError } from './config-error.ts';

interface RoleFacts {
  readonly role: string;
  readonly version: number;
  readonly superuser: boolean;
  readonly bypasses: boolean;
  readonly owns: boolean;
}

/**
 * The role behind an address. The runtime role must not be able to step over row-level security (ruling 1).
 * @throws {ConfigError} when the database is not reached, too old, or the role may too much
 */
export async function checkRuntimeRole(
  config: pg.PoolConfig,
  variable: string,
  { mayOwn = false }: { readonly mayOwn?: boolean } = {},
): Promise<string> {
  const facts = await readFacts(config, variable);
  if (facts.version < 150_000) {
    throw new ConfigError(`${variable} leads to a PostgreSQL older than 15, the oldest that Foyer knows.`);
  }
  if (mayOwn) return facts.role;
  if (facts.superuser || facts.bypasses || facts.owns) {
    throw new ConfigError(
      `The role ${facts.role} of ${variable} owns tables or may step over row-level security: give Foyer a role without these rights, as docs/operating.md says.`,
    );
  }
  return facts.role;
}

async function readFacts(config: pg.PoolConfig, variable: string): Promise<RoleFacts> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<RoleFacts>(
      `select rolname as role, current_setting('server_version_num')::int as version, rolsuper as superuser,
         rolbypassrls as bypasses,
         exists (select from pg_class where relowner = pg_roles.oid and relnamespace = 'public'::regnamespace) as owns
       from pg_roles where rolname = current_user`,
    );
    const [facts] = rows;
    if (!facts) throw new Error('the role is not in pg_roles');
    return facts;
  } catch (error) {
    const why =
      error instanceof Error ? error.message || (error as NodeJS.ErrnoException).code : String(error);
    throw new ConfigError(`${variable} leads to no database that can be used: ${why}.`, { cause: error });
  } finally {
    await client.end().catch(() => {});
  }
}
