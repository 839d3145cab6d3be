import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findPostmaster } from '../../server/platform/embedded-database/find-postmaster.ts';
import { startEmbeddedDatabase } from '../../server/platform/embedded-database/start-embedded-database.ts';
import { freePort } from '../support/free-port.ts';
import { longestTest, rounds } from '../support/rounds.ts';
import { type Program, startProgram, statusOf } from '../support/start-program.ts';

const root = path.resolve(import.meta.dirname, '../..');

let started: string;
let folder: string;
let programs: Program[];
let port: string;

beforeAll(async () => {
  started = temporaryFolder();
  const first = startProgram({ PORT: String(await freePort()), FOYER_DATA: path.join(started, 'data') });
  await first.untilReady();
  first.process.kill('SIGTERM');
  expect(await first.exit).toBe(0);
  expect(findPostmaster(path.join(started, 'data', 'database'))).toBeUndefined();
}, 2 * longestTest);
afterAll(() => fs.rmSync(started, { recursive: true }));

beforeEach(async () => {
  folder = temporaryFolder();
  programs = [];
  port = String(await freePort());
});
afterEach(async () => {
  for (const program of programs) {
    program.process.kill('SIGKILL');
    await program.exit;
  }
  if (findPostmaster(databaseFolder()) !== undefined)
    await (await startEmbeddedDatabase(databaseFolder())).stop();
  fs.rmSync(folder, { recursive: true });
});

function temporaryFolder(): string {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer start '));
  fs.chmodSync(made, 0o755);
  return made;
}

/** For what is not about a first start, which makes a cluster and migrates it: half of its processor time. */
function copyStarted(): void {
  execFileSync('cp', ['-a', path.join(started, 'data'), folder]);
}

const dataFolder = () => path.join(folder, 'data');
const databaseFolder = () => path.join(dataFolder(), 'database');

function start(
  env: Readonly<Record<string, string>> = {},
  by: 'node' | 'npm' = 'node',
  within: readonly string[] = [],
): Program {
  const program = startProgram({ PORT: port, FOYER_DATA: dataFolder(), ...env }, by, within);
  programs.push(program);
  return program;
}

async function startReady(env: Readonly<Record<string, string>> = {}): Promise<Program> {
  const program = start(env);
  await program.untilReady();
  return program;
}

async function refusalOf(program: Program): Promise<string> {
  expect(await program.exit).toBe(1);
  const lines = program
    .output()
    .stderr.split('\n')
    .filter((line) => line.trim() !== '');
  expect(lines).toHaveLength(1);
  return lines[0] ?? '';
}

describe('a fresh data folder', () => {
  test('is served, with the address and the set-up link in print', async () => {
    const program = await startReady();
    await expect
      .poll(() => program.output().stdout)
      .toMatch(new RegExp(`http://localhost:${port}/setup#\\S{60,}`));
    expect(program.output().stderr).toBe('');
  });

  test('keeps its secret for the next start', async () => {
    const first = await startReady();
    const secret = fs.readFileSync(path.join(dataFolder(), 'secret'), 'utf8');
    first.process.kill('SIGTERM');
    expect(await first.exit).toBe(0);

    await startReady();
    expect(fs.readFileSync(path.join(dataFolder(), 'secret'), 'utf8')).toBe(secret);
  });
});

describe('a stop', () => {
  beforeEach(copyStarted);

  test.each(['SIGTERM', 'SIGINT'] as const)('by %s ends the program and its database', async (signal) => {
    const program = await startReady();
    const begin = performance.now();
    program.process.kill(signal);
    expect(await program.exit).toBe(0);
    expect(performance.now() - begin).toBeLessThan(5000);
    expect(findPostmaster(databaseFolder())).toBeUndefined();
    expect(program.output().stderr).toBe('');
  });

  test('ends both in time though work is at hand that takes for ever', async () => {
    const program = await startReady();
    const { socketDirectory: host } = findPostmaster(databaseFolder()) ?? {};
    const other = new pg.Client({ host, port: 5432, user: 'foyer_superuser', database: 'foyer' });
    other.on('error', () => undefined);
    await other.connect();
    await other.query('begin; lock table organization in access exclusive mode');
    const waits = fetch(`${program.address}/api/v1/entrance`).catch(() => undefined);
    // The request: the program's own jobs, which ask for all, may wait beside it.
    const waiting = `select from pg_locks join pg_stat_activity using (pid)
      where not granted and relation = 'organization'::regclass and query like 'select "id" from "organization" limit%'`;
    const ofTheRequest = async () => {
      await other.query('select pg_stat_clear_snapshot()');
      return (await other.query(waiting)).rowCount;
    };
    await expect.poll(ofTheRequest).toBe(1);
    program.process.kill('SIGTERM');
    expect(await program.exit).toBe(0);
    expect(findPostmaster(databaseFolder())).toBeUndefined();
    await waits;
  });

  test('reaches the program through npm', async () => {
    const program = start({}, 'npm');
    await program.untilReady();
    program.process.kill('SIGTERM');
    await program.exit;
    await expect.poll(() => findPostmaster(databaseFolder()), { timeout: 10_000 }).toBeUndefined();
    expect(await statusOf(`${program.address}/healthz`)).toBe(0);
  });
});

test(
  'a signal during the start leaves nothing running, whenever it comes',
  { timeout: longestTest },
  async () => {
    copyStarted();
    for (const round of rounds(2, 40)) {
      const program = start();
      while (findPostmaster(databaseFolder()) === undefined) await sleep(5);
      await sleep((round * 37) % 200);
      await stopped(program);
      expect(findPostmaster(databaseFolder())).toBeUndefined();
    }
  },
);

test('a database that dies while the program stops is no crash', { timeout: longestTest }, async () => {
  copyStarted();
  for (const round of rounds(2, 30)) {
    const program = await startReady();
    const postmaster = findPostmaster(databaseFolder())?.pid ?? 0;
    program.process.kill('SIGTERM');
    await sleep(round % 10);
    process.kill(postmaster, 'SIGKILL');
    expect(await program.exit).toBe(0);
    expect(program.output().stderr).toBe('');
  }
});

async function stopped(program: Program): Promise<void> {
  program.process.kill('SIGTERM');
  expect(await program.exit).toBe(0);
  expect(program.output().stderr).toBe('');
}

describe('refuses to start with one sentence and exit code 1', () => {
  test('when the port is taken, and leaves no database running', async () => {
    const server = createServer().listen(Number(port), '127.0.0.1');
    await once(server, 'listening');
    try {
      expect(await refusalOf(start())).toContain(`Port ${port} is taken`);
      expect(findPostmaster(databaseFolder())).toBeUndefined();
    } finally {
      server.close();
    }
  });

  test('when the data folder can not be written', async () => {
    fs.writeFileSync(dataFolder(), '');
    expect(await refusalOf(start())).toContain(`The data folder ${dataFolder()} can't be written`);
  });

  test('when a setting is wrong', async () => {
    expect(await refusalOf(start({ PUBLIC_URL: 'http://foyer.example.org' }))).toContain('PUBLIC_URL');
  });

  test('when nobody answers at DATABASE_URL, without showing its password', async () => {
    const refusal = await refusalOf(
      start({
        DATABASE_URL: `postgres://foyer_app:hunter2@127.0.0.1:${await freePort()}/foyer`,
        FOYER_SECRET: 'x'.repeat(32),
      }),
    );
    expect(refusal).toContain('DATABASE_URL');
    expect(refusal).not.toContain('hunter2');
  });

  test('when the database is newer than the program, and changes nothing in it', async () => {
    copyStarted();
    await inDatabase("insert into kysely_migration (name, timestamp) values ('9999-later', now())");

    expect(await refusalOf(start())).toContain('newer version of Foyer');
    expect(await inDatabase('select name from kysely_migration order by name desc limit 1')).toEqual([
      { name: '9999-later' },
    ]);
  });
});

test('a program stays ready when the next version is laid over it, until that one is started', async () => {
  copyStarted();
  const house = path.join(folder, 'house');
  fs.mkdirSync(house);
  for (const part of ['contract', 'locales', 'migrations', 'package.json', 'server'])
    fs.cpSync(path.join(root, part), path.join(house, part), { recursive: true });
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(house, 'node_modules'));
  fs.mkdirSync(path.join(house, 'web'));
  fs.symlinkSync(path.join(root, 'web/dist'), path.join(house, 'web/dist'));
  const program = start({}, 'node', ['env', '-C', house]);
  await program.untilReady();

  fs.writeFileSync(path.join(house, 'migrations', '9999-later.sql'), 'select 1;');
  expect(await statusOf(`${program.address}/readyz`)).toBe(200);
  await inDatabase("insert into kysely_migration (name, timestamp) values ('9999-later', now())");
  expect(await statusOf(`${program.address}/readyz`)).toBe(503);
});

describe('after a kill', () => {
  beforeEach(copyStarted);

  test('of the program, the next one goes on with its database', async () => {
    const killed = await startReady();
    const postmaster = findPostmaster(databaseFolder())?.pid;
    killed.process.kill('SIGKILL');
    await killed.exit;
    await startReady();
    expect(findPostmaster(databaseFolder())?.pid).toBe(postmaster);
  });

  test('of the database, the program lives, answers 503, and serves again within five seconds, each time', async () => {
    const program = await startReady();
    const seen = new Set<number>();
    for (let round = 0; round < 5; round += 1) {
      const killed = findPostmaster(databaseFolder())?.pid;
      if (killed === undefined) throw new Error('no database to kill');
      process.kill(killed, 'SIGKILL');
      const begin = performance.now();
      while (!(await isServedByAnother(program, killed, seen))) await sleep(20);
      expect(performance.now() - begin).toBeLessThan(5000);
    }
    expect([...seen].toSorted((a, b) => a - b)).toEqual([200, 503]);
  });
});

async function isServedByAnother(program: Program, killed: number, seen: Set<number>): Promise<boolean> {
  const status = await statusOf(`${program.address}/readyz`);
  seen.add(status);
  if (status === 0) throw new Error(`nobody answers: ${JSON.stringify(program.output())}`);
  const postmaster = findPostmaster(databaseFolder());
  return status === 200 && postmaster !== undefined && postmaster.pid !== killed;
}

async function inDatabase(sql: string): Promise<unknown[]> {
  const database = await startEmbeddedDatabase(databaseFolder());
  const client = new pg.Client(database.owner);
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql);
  await client.end();
  await database.stop();
  return rows;
}
