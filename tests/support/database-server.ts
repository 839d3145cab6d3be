import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { findPostmaster } from '../../server/platform/embedded-database/find-postmaster.ts';
import { startEmbeddedDatabase } from '../../server/platform/embedded-database/start-embedded-database.ts';
import { migrate } from '../../server/platform/migrate.ts';

/** Where every test file makes a database of its own: see `test-database.ts`. */
export interface DatabaseServer {
  readonly runtime: pg.PoolConfig;
  readonly owner: pg.PoolConfig;
  readonly superuser: pg.PoolConfig;
  readonly template: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: DatabaseServer;
  }
}

const TEMPLATE = 'foyer_template';
const PREFIX = 'foyer-tests-';
const HOUR = 3_600_000;
const MEMORY = '/dev/shm';
/** Bytes. A run takes a third of it at most. */
const ROOM = 4 * 1024 ** 3;

/** One PostgreSQL for the whole run, with a migrated template. It may forget all at a power cut, and is faster for it. */
export default async function startDatabaseServer(project: TestProject): Promise<() => Promise<void>> {
  await stopForgottenServers();
  const directory = fs.mkdtempSync(path.join(roomyFolder(), PREFIX));
  fs.chmodSync(directory, 0o755);
  const database = await startEmbeddedDatabase(path.join(directory, 'database'), {
    settings: {
      ...{ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
      // Each database that goes is looked for in all of them.
      shared_buffers: '128MB',
    },
  });
  const { runtime, owner, superuser } = database;
  try {
    await makeTemplate(superuser, owner, runtime);
  } catch (error) {
    await database.stop();
    throw error;
  }
  project.provide('databaseServer', { runtime, owner, superuser, template: TEMPLATE });
  return async () => {
    await database.stop();
    fs.rmSync(directory, { recursive: true, force: true });
  };
}

/**
 * In memory where the system has a folder there and much room in it. A database is six hundred files: ext4 searches
 * half a second for their places when as many were removed a moment ago, as they are after each file of tests.
 */
function roomyFolder(): string {
  return hasRoom(MEMORY) ? MEMORY : os.tmpdir();
}

function hasRoom(folder: string): boolean {
  try {
    fs.accessSync(folder, fs.constants.W_OK);
    const { bavail, bsize } = fs.statfsSync(folder);
    return bavail * bsize > ROOM;
  } catch {
    return false;
  }
}

/** A run that was killed leaves its server behind. One that another run uses is not stopped by `stop`. */
async function stopForgottenServers(): Promise<void> {
  for (const folder of [os.tmpdir(), MEMORY].flatMap(foldersOfRuns)) {
    const directory = path.join(folder, 'database');
    const found = fs.statSync(folder, { throwIfNoEntry: false });
    if (found === undefined || found.uid !== process.getuid?.() || Date.now() - found.mtimeMs < HOUR)
      continue;
    if (findPostmaster(directory) !== undefined) await (await startEmbeddedDatabase(directory)).stop();
    if (findPostmaster(directory) === undefined) fs.rmSync(folder, { recursive: true, force: true });
  }
}

function foldersOfRuns(parent: string): string[] {
  if (!fs.existsSync(parent)) return [];
  const names = fs.readdirSync(parent).filter((name) => name.startsWith(PREFIX));
  return names.map((name) => path.join(parent, name));
}

async function makeTemplate(
  superuser: pg.PoolConfig,
  owner: pg.PoolConfig,
  runtime: pg.PoolConfig,
): Promise<void> {
  const client = new pg.Client(superuser);
  await client.connect();
  await client.query(`create database ${TEMPLATE} owner ${owner.user}`);
  await client.end();
  await migrate({ ...owner, database: TEMPLATE }, runtime.user ?? '');
}
