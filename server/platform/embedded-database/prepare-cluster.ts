import { spawnSync, type SpawnOptions } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ConfigError } from '../config-error.ts';
import { postgresAccount, type PostgresAccount } from './postgres-account.ts';
import { postgresBinaries } from './postgres-binaries.ts';

/** The superuser of an embedded cluster. The launcher alone uses it; tests make their databases by it. */
export const SUPERUSER = 'foyer_superuser';

/** PostgreSQL's directory and what is needed to run a program of PostgreSQL on it. */
export interface Cluster {
  readonly directory: string;
  readonly logFile: string;
  readonly socketDirectory: string;
  /** The program and arguments to spawn, under the right account. */
  command(program: string, args: readonly string[]): readonly [string, string[]];
  readonly spawnOptions: Pick<SpawnOptions, 'cwd' | 'env' | 'uid' | 'gid'>;
}

/**
 * Makes the database's directory when there is none, and the socket's.
 * @throws {ConfigError} when a folder can't be written, belongs to somebody else or to another PostgreSQL version.
 */
export function prepareCluster(directory: string): Cluster {
  const parent = path.dirname(path.resolve(directory));
  const real = onDisk(parent, () => {
    // Not 0700: the account that PostgreSQL drops to must be able to pass through.
    fs.mkdirSync(parent, { recursive: true });
    return path.join(fs.realpathSync(parent), path.basename(directory));
  });
  const account = postgresAccount(real);
  const binary = postgresBinaries();
  const cluster: Cluster = {
    directory: real,
    logFile: `${real}.log`,
    socketDirectory: socketDirectoryOf(real, account),
    command: (program, args) => {
      const [first, ...rest] = [...account.wrap, binary(program), ...args];
      return [first ?? '', rest];
    },
    spawnOptions: { cwd: '/', env: POSTGRES_ENVIRONMENT, ...account.ids },
  };
  onDisk(parent, () => {
    removeDrafts(real);
    if (!hasCluster(real)) initialise(cluster, account);
  });
  return cluster;
}

/** PostgreSQL inherits nothing of ours: a PGDATA or a PGPORT of the caller's shell must not reach it. */
const POSTGRES_ENVIRONMENT = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8',
  TZ: 'UTC',
};

/** A socket's path may have 107 bytes at most, so it lies in the temporary directory under a hash of the real one. */
function socketDirectoryOf(directory: string, { ids }: PostgresAccount): string {
  const uid = ids?.uid ?? process.getuid?.() ?? 0;
  const hash = createHash('sha256').update(directory).digest('hex').slice(0, 12);
  return path.join(os.tmpdir(), `foyer-${uid}-${hash}`);
}

/**
 * Before each launch: the temporary directory may have been cleaned.
 * @throws {ConfigError} when somebody else made it before us, and would own the door to the database.
 */
export function makeSocketDirectory({ socketDirectory, spawnOptions }: Cluster): void {
  const { uid = process.getuid?.() ?? 0, gid = process.getgid?.() ?? 0 } = spawnOptions;
  makePrivateDirectory(socketDirectory, { uid, gid });
  const found = fs.lstatSync(socketDirectory);
  if (found.uid !== uid || (found.mode & 0o170777) !== 0o040700) {
    throw new ConfigError(
      `${socketDirectory} belongs to somebody else: remove it, the database's socket must lie there.`,
    );
  }
}

function makePrivateDirectory(directory: string, ids: PostgresAccount['ids']): void {
  if (fs.existsSync(directory)) return;
  fs.mkdirSync(directory, { mode: 0o700 });
  if (ids !== undefined) fs.chownSync(directory, ids.uid, ids.gid);
}

function hasCluster(directory: string): boolean {
  const versionFile = path.join(directory, 'PG_VERSION');
  // Unlike existsSync this tells "not there" from "not readable for us".
  if (fs.statSync(versionFile, { throwIfNoEntry: false }) === undefined) return false;
  fs.accessSync(directory, fs.constants.W_OK);
  const version = fs.readFileSync(versionFile, 'utf8').trim();
  if (version !== '18') {
    throw new ConfigError(
      `The database in ${directory} was made by PostgreSQL ${version} and this program has 18: restore a dump into a new folder.`,
    );
  }
  return true;
}

/** Made aside and then renamed: a crash never leaves half a cluster behind. */
function initialise(cluster: Cluster, account: PostgresAccount): void {
  const draft = `${cluster.directory}.new-${process.pid}`;
  makePrivateDirectory(draft, account.ids);
  const locale = POSTGRES_ENVIRONMENT.LC_ALL;
  const [program, args] = cluster.command('initdb', [
    '--pgdata',
    draft,
    '--username',
    SUPERUSER,
    '--auth',
    'trust',
    '--encoding',
    'UTF8',
    '--data-checksums',
    '--no-instructions',
    // An ICU default makes bulk inserts into text indexes 2.5 times slower; lists that people read name their own collation.
    '--locale',
    locale,
    '--locale-provider',
    'builtin',
    '--builtin-locale',
    'C.UTF-8',
  ]);
  const run = spawnSync(program, args, { ...cluster.spawnOptions, encoding: 'utf8' });
  try {
    if (run.status !== 0) {
      const reason = run.error?.message ?? run.stderr.trim().split('\n').at(-1) ?? '';
      throw new ConfigError(`The embedded database could not be made: ${reason.replace(/\.$/, '')}.`);
    }
    putInPlace(draft, cluster.directory);
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
}

/** Another program may have made one at the same moment: that one is as good. */
function putInPlace(draft: string, directory: string): void {
  try {
    fs.renameSync(draft, directory);
  } catch (cause) {
    if (!hasCluster(directory)) throw cause;
  }
}

/** Of programs that were killed while they made one; 40 MB each. */
function removeDrafts(directory: string): void {
  const prefix = `${path.basename(directory)}.new-`;
  for (const name of fs.readdirSync(path.dirname(directory))) {
    if (!name.startsWith(prefix) || isOtherProgram(Number(name.slice(prefix.length)))) continue;
    fs.rmSync(path.join(path.dirname(directory), name), { recursive: true, force: true });
  }
}

function isOtherProgram(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Turns a refusal of the file system into the sentence that says what to do. */
function onDisk<Result>(folder: string, act: () => Result): Result {
  try {
    return act();
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    throw new ConfigError(
      `The data folder ${folder} can't be written (${code}): make it writable for the account that runs Foyer, or set FOYER_DATA to another folder.`,
      { cause },
    );
  }
}
