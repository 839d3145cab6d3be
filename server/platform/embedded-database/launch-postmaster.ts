import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { isPostmaster, pidIn } from './find-postmaster.ts';
import { type Cluster, makeSocketDirectory } from './prepare-cluster.ts';
import { sharedBuffers } from './shared-buffers.ts';

export const PORT = 5432;

const SETTINGS: Readonly<Record<string, string>> = {
  // A unix socket in a private directory is the only way in.
  listen_addresses: '',
  port: String(PORT),
  unix_socket_permissions: '0700',
  // Several programs, their job queues and their pools; an idle connection costs about 3 MB.
  max_connections: '100',
  shared_buffers: sharedBuffers(),
  wal_compression: 'on',
  // Our queries are short: compiling them costs more than it saves.
  jit: 'off',
  random_page_cost: '1.1',
  // Errors and their statements hold people's data, and erasure must not have to look into a log.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  // Until a table is analyzed its plans may read all of an organization: soon after it begins to grow.
  autovacuum_naptime: '5s',
};

export interface Launch {
  /** Whether the process still lives. */
  readonly lives: () => boolean;
  /** What it wrote into the log since it was launched. */
  readonly said: () => string;
}

/** In bytes; a longer log is begun anew at the next launch. */
const LONGEST_LOG = 1_000_000;

/**
 * Starts PostgreSQL and returns at once; it may still refuse. It has a process group of its own (Ctrl-C is ours to
 * handle) and a log file instead of a pipe (it may outlive us and must keep a place to write to).
 */
export function launchPostmaster(cluster: Cluster, settings: Readonly<Record<string, string>>): Launch {
  makeSocketDirectory(cluster);
  removeLeftovers(cluster);
  const flags = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const [program, args] = cluster.command('postgres', [
    '-D',
    cluster.directory,
    '-k',
    cluster.socketDirectory,
    ...flags,
  ]);
  const log = fs.openSync(cluster.logFile, 'a', 0o600);
  if (fs.fstatSync(log).size > LONGEST_LOG) fs.ftruncateSync(log);
  const begin = fs.fstatSync(log).size;
  const child = spawn(program, args, {
    ...cluster.spawnOptions,
    detached: true,
    stdio: ['ignore', log, log],
  });
  fs.closeSync(log);
  let failure = '';
  child.on('error', (error) => {
    failure = error.message;
  });
  child.unref();
  return {
    lives: () => failure === '' && child.exitCode === null && child.signalCode === null,
    said: () => fs.readFileSync(cluster.logFile).subarray(begin).toString() + failure,
  };
}

/** PostgreSQL refuses to start when the pid in the files of a dead server has a new bearer. */
function removeLeftovers({ directory, socketDirectory }: Cluster): void {
  const socket = path.join(socketDirectory, `.s.PGSQL.${PORT}`);
  for (const file of [path.join(directory, 'postmaster.pid'), `${socket}.lock`]) {
    if (!isPostmaster(pidIn(file), directory)) fs.rmSync(file, { force: true });
  }
  if (!fs.existsSync(`${socket}.lock`)) fs.rmSync(socket, { force: true });
}
