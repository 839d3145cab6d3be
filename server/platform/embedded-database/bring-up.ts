import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ConfigError } from '../config-error.ts';
import { findPostmaster, isPostmaster } from './find-postmaster.ts';
import { launchPostmaster, PORT } from './launch-postmaster.ts';
import { type Cluster, SUPERUSER } from './prepare-cluster.ts';

/** A server that answers, and the connection to it that notices when it dies. */
export interface RunningServer {
  readonly keeper: pg.Client;
  readonly socketDirectory: string;
  /** It ran already: another program, or one that was killed, started it. */
  readonly adopted: boolean;
}

/** How long the processes of a killed server may take to leave, in milliseconds. */
const PATIENCE = 10_000;

/**
 * Finds the server of this cluster or starts one, and waits until it answers, however long its recovery takes.
 * @throws {ConfigError} when PostgreSQL refuses to start.
 */
export async function bringUp(
  cluster: Cluster,
  settings: Readonly<Record<string, string>>,
): Promise<RunningServer> {
  for (const deadline = performance.now() + PATIENCE; ; await sleep(100)) {
    const running = findPostmaster(cluster.directory);
    // A server that begins has not yet written where its socket is; without a place the client would try TCP.
    if (running?.socketDirectory === '' && performance.now() < deadline) continue;
    if (running !== undefined) {
      const lives = () => isPostmaster(running.pid, cluster.directory);
      const keeper = await connectWhile(lives, running.socketDirectory);
      if (keeper !== undefined) return { keeper, socketDirectory: running.socketDirectory, adopted: true };
      continue;
    }
    const launch = launchPostmaster(cluster, settings);
    const keeper = await connectWhile(launch.lives, cluster.socketDirectory);
    if (keeper !== undefined) return { keeper, socketDirectory: cluster.socketDirectory, adopted: false };
    const mayPass = findPostmaster(cluster.directory) !== undefined || isPassing(launch.said());
    if (!mayPass || performance.now() > deadline) throw refusal(launch.said(), cluster);
  }
}

async function connectWhile(lives: () => boolean, socketDirectory: string): Promise<pg.Client | undefined> {
  const deadline = performance.now() + PATIENCE;
  while (lives()) {
    const keeper = new pg.Client({
      host: socketDirectory,
      port: PORT,
      user: SUPERUSER,
      database: 'postgres',
      ssl: false,
      application_name: 'foyer keeper',
      connectionTimeoutMillis: 2000,
    });
    // Without a listener a lost connection would end the program; `end` follows in any case.
    keeper.on('error', () => undefined);
    try {
      await keeper.connect();
      return keeper;
    } catch (error) {
      await keeper.end().catch(() => undefined);
      if (
        isHopeless(error) ||
        (performance.now() > deadline && !fs.existsSync(path.join(socketDirectory, `.s.PGSQL.${PORT}`)))
      ) {
        throw unreachable(socketDirectory, error);
      }
      await sleep(15);
    }
  }
  return undefined;
}

/** The server answers and does not know our superuser (class 28): the directory is not one of ours. */
function isHopeless(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code?.startsWith('28') === true;
}

function unreachable(socketDirectory: string, cause: unknown): ConfigError {
  const reason = cause instanceof Error ? cause.message : 'no answer';
  return new ConfigError(
    `The running database can't be reached in ${socketDirectory} (${reason}): stop it and start Foyer again.`,
    { cause },
  );
}

/** Processes of a killed server are still leaving, or another program was quicker to start this one. */
function isPassing(said: string): boolean {
  return /pre-existing shared memory|already exists/.test(said);
}

function refusal(said: string, { logFile }: Cluster): ConfigError {
  const lines = said.trim().split('\n');
  const reason = lines.findLast((line) => /FATAL|PANIC|error/.test(line)) ?? lines.at(-1) ?? '';
  const sentence = reason.replace(/^.*(?:FATAL|PANIC): +/, '').replace(/\.$/, '');
  return new ConfigError(`The embedded database did not start: ${sentence} (see ${logFile}).`);
}
