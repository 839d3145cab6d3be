import type pg from 'pg';
import type { Config } from './platform/config.ts';
import type { Log } from './platform/log.ts';
import { ConfigError } from './platform/config-error.ts';
import { checkOwnerRole, checkRuntimeRole, needRights } from './platform/check-runtime-role.ts';
import { startEmbeddedDatabase } from './platform/embedded-database/start-embedded-database.ts';
import { migrate, readSchemaState } from './platform/migrate.ts';

export interface OpenedDatabase {
  readonly runtime: pg.PoolConfig;
  /** Stops what we started; a server of one's own is left alone. */
  stop(): Promise<void>;
}

/**
 * The database that the configuration names, migrated as far as we may: always the embedded one, another only where
 * its owner's address is given.
 * @throws {ConfigError} one sentence for the person who runs the server
 */
export async function openConfiguredDatabase({ database }: Config, log: Log): Promise<OpenedDatabase> {
  if (database.kind === 'embedded') return openEmbedded(database.directory, log);
  const runtime = { connectionString: database.runtimeUrl };
  const owner = database.ownerUrl === undefined ? undefined : { connectionString: database.ownerUrl };
  const role = await checkRuntimeRole(runtime, owner && (await checkOwnerRole(owner)));
  await needRights(runtime, role);
  await (owner ? migrate(owner, role) : needCurrentSchema(runtime));
  return { runtime, stop: async () => {} };
}

async function openEmbedded(directory: string, log: Log): Promise<OpenedDatabase> {
  const embedded = await startEmbeddedDatabase(directory, {
    onDeath: () => log.error('the embedded database died, it is started again'),
    onRestart: (ms) => log.warn({ ms }, 'the embedded database answers again'),
    onRestartFailed: (error) =>
      log.error({ err: error }, 'the embedded database did not start, trying again'),
  });
  try {
    await migrate(embedded.owner, String(embedded.runtime.user));
  } catch (error) {
    await embedded.stop();
    throw error;
  }
  return { runtime: embedded.runtime, stop: () => embedded.stop() };
}

async function needCurrentSchema(runtime: pg.PoolConfig): Promise<void> {
  const state = await readSchemaState(runtime);
  if (state === 'behind') {
    throw new ConfigError(
      'The database is not prepared for this version: set DATABASE_OWNER_URL, or run `npm run foyer -- migrate` once where it is known.',
    );
  }
  if (state === 'newer') {
    throw new ConfigError(
      'The database was migrated by a newer version of Foyer: start that version, or restore the backup made before it.',
    );
  }
}
