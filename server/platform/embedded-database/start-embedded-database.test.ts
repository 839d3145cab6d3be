import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError } from '../config-error.ts';
import { findPostmaster } from './find-postmaster.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from './start-embedded-database.ts';

let made: string;
let root: string;
let directory: string;
let started: EmbeddedDatabase[];

beforeAll(async () => {
  made = temporaryFolder();
  await (await startEmbeddedDatabase(databaseIn(made))).stop();
});
afterAll(() => {
  fs.rmSync(made, { recursive: true });
});
beforeEach(() => {
  root = temporaryFolder();
  directory = databaseIn(root);
  started = [];
});
afterEach(async () => {
  for (const database of started) await database.stop();
  fs.rmSync(root, { recursive: true });
});

function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer embedded '));
  // A program that drops its rights must be able to pass through.
  fs.chmodSync(folder, 0o755);
  return folder;
}

function databaseIn(folder: string): string {
  return path.join(folder, 'data', 'database');
}

/** As `start` left it the first time, with its owners and modes; making one takes seconds, a copy none. */
function copyMade(): void {
  execFileSync('cp', ['-a', path.join(made, 'data'), root]);
}

async function start(options: Parameters<typeof startEmbeddedDatabase>[1] = {}): Promise<EmbeddedDatabase> {
  const database = await startEmbeddedDatabase(directory, options);
  started.push(database);
  return database;
}

/** The values of all rows, in one list; of several statements the last one's. */
async function ask(config: pg.PoolConfig, sql: string): Promise<unknown[]> {
  const client = new pg.Client(config);
  client.on('error', () => undefined);
  await client.connect();
  try {
    const answers = [await client.query<unknown[]>({ text: sql, rowMode: 'array' })].flat();
    return answers.at(-1)?.rows.flat() ?? [];
  } finally {
    await client.end();
  }
}

function postmasterPid(): number {
  return findPostmaster(directory)?.pid ?? 0;
}

/** Another program that uses the same database. */
async function startProgram(): Promise<{ pid: number; kill(): Promise<void> }> {
  const launcher = new URL('start-embedded-database.ts', import.meta.url).href;
  const script = `import(${JSON.stringify(launcher)})
    .then(({ startEmbeddedDatabase }) => startEmbeddedDatabase(${JSON.stringify(directory)}))
    .then(() => console.log('ready'))`;
  const program = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(program, 'exit').then(() => Promise.reject(new Error('ended before it was ready')));
  await Promise.race([once(program.stdout, 'data'), ended]);
  return {
    pid: program.pid ?? 0,
    kill: async () => {
      program.kill('SIGKILL');
      await once(program, 'exit');
    },
  };
}

describe('a directory that was made', () => {
  beforeEach(copyMade);

  test('becomes a database with an owner and a runtime role without any power', async () => {
    const database = await start();
    expect(database.adopted).toBe(false);
    expect(await ask(database.runtime, 'select current_user, current_database()')).toEqual([
      'foyer_app',
      'foyer',
    ]);
    expect(
      await ask(database.owner, "select datdba::regrole::text from pg_database where datname = 'foyer'"),
    ).toEqual(['foyer_owner']);
    const powers = 'rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication';
    expect(
      await ask(
        database.owner,
        `select count(*)::int from pg_roles where rolname in ('foyer_owner', 'foyer_app') and (${powers})`,
      ),
    ).toEqual([0]);
  });

  test('lets the runtime role make temporary tables and nothing else', async () => {
    const database = await start();
    await ask(database.runtime, 'create temporary table row (id int)');
    await expect(ask(database.runtime, 'create table public.row (id int)')).rejects.toThrow(
      /permission denied/,
    );
    await expect(ask({ ...database.runtime, database: 'postgres' }, 'select 1')).rejects.toThrow(
      /permission denied/,
    );
    await ask(database.owner, 'create table public.row (id int)');
  });

  test('is reached through a private socket only', async () => {
    const database = await start();
    expect(await ask(database.superuser, 'show listen_addresses')).toEqual(['']);
    expect(fs.statSync(String(database.runtime.host)).mode & 0o777).toBe(0o700);
  });

  test('sorts and folds letters of all languages', async () => {
    const database = await start();
    expect(await ask(database.owner, "select lower('ÀÉÎ'), 'É' ilike 'é'")).toEqual(['àéî', true]);
    expect(await ask(database.owner, 'create extension pg_trgm; create extension unaccent')).toEqual([]);
  });

  test('takes settings and further databases, for tests', async () => {
    const database = await start({ settings: { fsync: 'off', shared_buffers: '64MB' } });
    expect(await ask(database.superuser, 'show fsync')).toEqual(['off']);
    expect(await ask(database.superuser, 'show shared_buffers')).toEqual(['64MB']);
    await ask(database.superuser, 'create database another');
    expect(await ask({ ...database.superuser, database: 'another' }, 'select 1')).toEqual([1]);
  });
});

test('keeps what was written over a stop', async () => {
  copyMade();
  const first = await start();
  await ask(first.owner, 'create table note (id int)');
  await first.stop();
  expect(findPostmaster(directory)).toBeUndefined();

  const second = await start();
  expect(second.adopted).toBe(false);
  expect(await ask(second.owner, 'select count(*)::int from note')).toEqual([0]);
});

test('takes back rights that the runtime role was given by hand', async () => {
  copyMade();
  const first = await start();
  await ask(first.superuser, 'alter role foyer_app superuser bypassrls');
  await first.stop();
  const second = await start();
  expect(
    await ask(second.owner, "select rolsuper or rolbypassrls from pg_roles where rolname = 'foyer_app'"),
  ).toEqual([false]);
});

describe('when something was killed', () => {
  beforeEach(copyMade);

  test('starts a killed server again, with all that was acknowledged', async () => {
    let restarts = 0;
    const database = await start({ onRestart: () => (restarts += 1) });
    await ask(database.owner, 'create table note (id int); insert into note values (1), (2)');
    const killed = postmasterPid();
    process.kill(killed, 'SIGKILL');
    await expect.poll(() => restarts, { timeout: 10_000 }).toBe(1);
    expect(postmasterPid()).not.toBe(killed);
    expect(await ask(database.runtime, 'select 1')).toEqual([1]);
    expect(await ask(database.owner, 'select count(*)::int from note')).toEqual([2]);
  });

  test('starts it again each time', async () => {
    let restarts = 0;
    await start({ onRestart: () => (restarts += 1) });
    for (const round of [1, 2, 3]) {
      process.kill(postmasterPid(), 'SIGKILL');
      await expect.poll(() => restarts, { timeout: 10_000 }).toBe(round);
    }
  });

  test('adopts the server of a killed program', async () => {
    const program = await startProgram();
    const pid = postmasterPid();
    await program.kill();
    const database = await start();
    expect(database.adopted).toBe(true);
    expect(postmasterPid()).toBe(pid);
    await database.stop();
    expect(findPostmaster(directory)).toBeUndefined();
  });

  test('starts after both were killed', async () => {
    const program = await startProgram();
    process.kill(postmasterPid(), 'SIGKILL');
    await program.kill();
    const database = await start();
    expect(await ask(database.runtime, 'select 1')).toEqual([1]);
  });

  test('starts over a stale pid file whose pid has a new bearer', async () => {
    await (await start()).stop();
    fs.writeFileSync(path.join(directory, 'postmaster.pid'), `${process.pid}\n${directory}\n1\n5432\n/tmp\n`);
    const database = await start();
    expect(database.adopted).toBe(false);
    expect(await ask(database.runtime, 'select 1')).toEqual([1]);
  });
});

describe('beside another program on the same directory', () => {
  test('leaves the server to it', async () => {
    copyMade();
    const program = await startProgram();
    try {
      const database = await start();
      expect(database.adopted).toBe(true);
      await database.stop();
      await sleep(100);
      expect(findPostmaster(directory)).toBeDefined();
    } finally {
      await program.kill();
      await (await start()).stop();
    }
  });

  test('starts once when both start at the same moment', async () => {
    copyMade();
    const [one, two] = await Promise.all([start(), start()]);
    await one.stop();
    expect(await ask(two.runtime, 'select 1')).toEqual([1]);
    await two.stop();
    expect(findPostmaster(directory)).toBeUndefined();
  });

  test('is made once by two programs that find none at the same moment', async () => {
    const programs = await Promise.all([startProgram(), startProgram()]);
    const { runtime } = await start();
    expect(await ask(runtime, 'select 1')).toEqual([1]);
    expect(fs.readdirSync(path.dirname(directory)).filter((name) => name.includes('.new-'))).toEqual([]);
    for (const program of programs) await program.kill();
  });
});

describe('refuses with one sentence', () => {
  test("a socket's folder that others may open", async () => {
    copyMade();
    const first = await start();
    await first.stop();
    fs.mkdirSync(String(first.runtime.host), { mode: 0o777 });
    await expect(start()).rejects.toThrow(/belongs to somebody else/);
    fs.rmdirSync(String(first.runtime.host));
  });

  test('a folder that can not be written', async () => {
    fs.writeFileSync(path.join(root, 'data'), '');
    await expect(start()).rejects.toThrow(/^The data folder .* can't be written \(\w+\): [^\n]*\.$/);
    await expect(start()).rejects.toBeInstanceOf(ConfigError);
  });

  test('a directory of another PostgreSQL version', async () => {
    fs.mkdirSync(directory, { recursive: true });
    fs.writeFileSync(path.join(directory, 'PG_VERSION'), '15\n');
    await expect(start()).rejects.toThrow(/was made by PostgreSQL 15/);
  });

  test('a damaged directory, with the reason', async () => {
    copyMade();
    await (await start()).stop();
    fs.rmSync(path.join(directory, 'global', 'pg_control'));
    await expect(start()).rejects.toThrow(/^The embedded database did not start: [^\n]+ \(see .*\.log\)\.$/);
  });
});

// Another account must be able to reach the programs: not below a home that is closed to all others.
const mayDropRights = process.getuid?.() === 0 && isOpenToAll(import.meta.dirname);

test.runIf(mayDropRights)('as root runs a directory under the account that owns it', async () => {
  fs.mkdirSync(directory, { recursive: true });
  fs.chownSync(directory, 65_534, 65_534);
  const database = await start();
  expect(await ask(database.runtime, 'select 1')).toEqual([1]);
  expect(fs.statSync(path.join(directory, 'PG_VERSION')).uid).toBe(65_534);
});

function isOpenToAll(folder: string): boolean {
  const parent = path.dirname(folder);
  return (fs.statSync(folder).mode & 0o001) !== 0 && (parent === folder || isOpenToAll(parent));
}
