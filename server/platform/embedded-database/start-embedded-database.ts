import { rmdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, PoolConfig } from 'pg';
import { bringUp, type RunningServer } from './bring-up.ts';
import { findPostmaster } from './find-postmaster.ts';
import { PORT } from './launch-postmaster.ts';
import { type Cluster, prepareCluster, SUPERUSER } from './prepare-cluster.ts';
import { DATABASE, OWNER, prepareRoles, RUNTIME } from './prepare-roles.ts';

export interface EmbeddedDatabase {
  /** Serves requests; owns nothing. */
  readonly runtime: PoolConfig;
  /** Migrates, makes queues, analyzes. */
  readonly owner: PoolConfig;
  /** For tests only, which make databases of their own by it. */
  readonly superuser: PoolConfig;
  /** The server ran already when we came. */
  readonly adopted: boolean;
  /** Stops the server unless another program still uses it. Close the pools before. May be called twice. */
  stop(): Promise<void>;
}

interface EmbeddedDatabaseOptions {
  readonly onDeath?: () => void;
  /** The server had died and answers again, so many milliseconds later. */
  readonly onRestart?: (milliseconds: number) => void;
  /** The server has died and did not come back at this attempt; another one follows. */
  readonly onRestartFailed?: (error: unknown) => void;
  /** PostgreSQL settings beside ours, for tests: they may give up durability for speed. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Held in shared mode by every program that uses the server: who gets it alone is the last one and may stop it. */
const IN_USE = 3_405_691_583;
const LONGEST_STOP = 60_000;

/**
 * Starts PostgreSQL on a directory (made when it is not there), or adopts the server that a killed program left
 * running, and starts it again by itself whenever it dies, for as long as this program lives.
 * @throws {ConfigError} one sentence for the person who runs the server.
 */
export async function startEmbeddedDatabase(
  directory: string,
  options: EmbeddedDatabaseOptions = {},
): Promise<EmbeddedDatabase> {
  const { settings = {} } = options;
  const cluster = prepareCluster(directory);
  let server = await bringUpForUse(cluster, settings);
  const { adopted, socketDirectory } = server;
  let stopping: Promise<void> | undefined;
  let restarting: Promise<void> | undefined;

  const watch = (): void => {
    server.keeper.once('end', () => {
      if (stopping === undefined) restarting = restart();
    });
  };
  const restart = async (): Promise<void> => {
    const death = performance.now();
    options.onDeath?.();
    for (let pause = 100; stopping === undefined; pause = Math.min(pause * 2, 5000)) {
      try {
        server = await bringUpForUse(cluster, settings);
        watch();
        options.onRestart?.(Math.round(performance.now() - death));
        return;
      } catch (error) {
        options.onRestartFailed?.(error);
        await sleep(pause);
      }
    }
  };
  const stop = async (): Promise<void> => {
    await restarting;
    await leave(cluster, server.keeper);
  };

  watch();
  const as = (user: string, database: string): PoolConfig => ({
    host: socketDirectory,
    port: PORT,
    user,
    database,
    ssl: false,
  });
  return {
    runtime: as(RUNTIME, DATABASE),
    owner: as(OWNER, DATABASE),
    superuser: as(SUPERUSER, 'postgres'),
    adopted,
    stop: () => (stopping ??= stop()),
  };
}

async function bringUpForUse(
  cluster: Cluster,
  settings: Readonly<Record<string, string>>,
): Promise<RunningServer> {
  const server = await bringUp(cluster, settings);
  try {
    await server.keeper.query('select pg_advisory_lock_shared($1)', [IN_USE]);
    await prepareRoles(server.keeper);
    return server;
  } catch (error) {
    await server.keeper.end().catch(() => undefined);
    throw error;
  }
}

/** A server that can't be asked whether others use it is dead, and there is nothing to stop. */
async function leave(cluster: Cluster, keeper: Client): Promise<void> {
  const isLast = await takeAlone(keeper).catch(() => false);
  const running = findPostmaster(cluster.directory);
  if (!isLast || running === undefined) {
    await keeper.end().catch(() => undefined);
    return;
  }
  // SIGINT is PostgreSQL's fast shutdown: open transactions end, what was acknowledged is written.
  process.kill(running.pid, 'SIGINT');
  const deadline = performance.now() + LONGEST_STOP;
  while (findPostmaster(cluster.directory)?.pid === running.pid && performance.now() < deadline)
    await sleep(10);
  await keeper.end().catch(() => undefined);
  await rmdir(running.socketDirectory).catch(() => undefined);
}

async function takeAlone(keeper: Client): Promise<boolean> {
  await keeper.query('select pg_advisory_unlock_shared($1)', [IN_USE]);
  const { rows } = await keeper.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [
    IN_USE,
  ]);
  return rows[0]?.alone === true;
}
