import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { registerPerson } from '../../contract/registration.ts';
import { findPostmaster } from '../../server/platform/embedded-database/find-postmaster.ts';
import { PORT } from '../../server/platform/embedded-database/launch-postmaster.ts';
import { SUPERUSER } from '../../server/platform/embedded-database/prepare-cluster.ts';
import { startEmbeddedDatabase } from '../../server/platform/embedded-database/start-embedded-database.ts';
import { brokenInvariants } from '../support/broken-invariants.ts';
import { callerAt } from '../support/caller-at.ts';
import type { Caller } from '../support/caller-at.ts';
import { foundBy } from '../support/found-by.ts';
import { freePort } from '../support/free-port.ts';
import { outcomeOf } from '../support/outcome-of.ts';
import type { Outcome } from '../support/outcome-of.ts';
import { longestTest, rounds } from '../support/rounds.ts';
import { startProgram } from '../support/start-program.ts';
import type { Program } from '../support/start-program.ts';

// F7, on the database that Foyer starts by itself, with its real settings: what is acknowledged is on the disk.
const callers = 10;

let folder: string;
let program: Program;
let founder: Caller;

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-killed-'));
  fs.chmodSync(folder, 0o755);
  const port = await freePort();
  program = startProgram({ PORT: String(port), FOYER_DATA: path.join(folder, 'data') });
  await program.untilReady();
  founder = callerAt(program.address);
  await foundBy(program, founder);
});
afterEach(async () => {
  program.process.kill('SIGKILL');
  await program.exit;
  await (await startEmbeddedDatabase(databaseFolder())).stop();
  fs.rmSync(folder, { recursive: true });
});

const databaseFolder = () => path.join(folder, 'data', 'database');

const kills = [
  async function killServer() {
    kill(findPostmaster(databaseFolder())?.pid);
  },
  // PostgreSQL ends all others with it, for what they share may be broken.
  async function killOneProcess() {
    const [backend] = await inDatabase(
      "select pid from pg_stat_activity where usename = 'foyer_app' limit 1",
    );
    kill(backend?.['pid']);
  },
];

function kill(pid: unknown): void {
  if (typeof pid !== 'number') throw new Error('nothing to kill');
  process.kill(pid, 'SIGKILL');
}

interface Asked {
  readonly email: string;
  readonly at: number;
  readonly outcome: Outcome<unknown>;
}

/** Registers one person after the other until told to stop. */
async function load(number: number, until: AbortSignal, asked: Asked[]): Promise<void> {
  for (let person = 0; !until.aborted; person++) {
    const email = `person${number}.${person}@acme.example`;
    const options = { idempotencyKey: randomUUID() };
    const body = { account: { email }, delivery: { channel: 'email' } } as const;
    let outcome: Outcome<unknown>;
    do {
      outcome = await outcomeOf(founder.call(registerPerson, { body }, options));
      asked.push({ email, at: performance.now(), outcome });
      if (outcome.kind !== 'done') await sleep(100);
    } while (outcome.kind !== 'done' && isPatient(number));
  }
}

/** Half of the callers ask again with the same key until they are answered, the others let it be. */
const isPatient = (number: number) => number % 2 === 0;

test(
  'a database killed under load: refusals to come back later, and nothing acknowledged is lost',
  async () => {
    const asked: Asked[] = [];
    const stop = new AbortController();
    const loads = Array.from({ length: callers }, (_, number) => load(number, stop.signal, asked));
    const times = rounds(1, 15);
    for (const round of times) {
      for (const killNow of kills) {
        await sleep(1000 + (round % 7) * 50);
        await killNow();
        await untilBack();
        await untilServed(asked);
      }
    }
    stop.abort();
    await Promise.all(loads);

    const failed = asked.flatMap(({ outcome }) => (outcome.kind === 'done' ? [] : [outcome]));
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.filter((outcome) => !isToComeBackLater(outcome))).toEqual([]);
    expect(program.process.exitCode).toBeNull();
    const acknowledged = new Set(
      asked.flatMap(({ email, outcome }) => (outcome.kind === 'done' ? [email] : [])),
    );
    const present = await inDatabase("select email from account where email <> 'founder@acme.example'");
    const emails = new Set(present.map(({ email }) => String(email)));
    expect([...acknowledged].filter((email) => !emails.has(email))).toEqual([]);
    // A commit that was under way at the kill may have reached the disk before its answer reached us: who asks again
    // with the same key learns it, and all who did were acknowledged. Whoever came later was refused for good.
    expect(emails.size - acknowledged.size).toBeLessThanOrEqual(callers * kills.length * times.length);
    // Hundreds were registered in each round, faster than a loaded machine delivers them.
    await expect.poll(waitingMails, { timeout: longestTest / 3, interval: 200 }).toEqual([]);
    expect(await brokenInvariants({ ...superuser(), database: 'foyer' })).toEqual({});
  },
  longestTest,
);

function isToComeBackLater(outcome: Outcome<unknown>): boolean {
  return outcome.kind === 'refused' && outcome.status === 503 && Number(outcome.retryAfter) > 0;
}

/** Within five seconds, without anyone's hands. */
async function untilServed(asked: readonly Asked[]): Promise<void> {
  const back = performance.now();
  while (!asked.some(({ at, outcome }) => at > back && outcome.kind === 'done')) {
    expect(performance.now() - back).toBeLessThan(5000);
    await sleep(20);
  }
}

/** The waits between tries are made for real outages: the test lets them pass. */
async function waitingMails(): Promise<unknown[]> {
  await inDatabase("update pgboss.job set start_after = now() where state = 'retry'");
  return inDatabase("select id, state, attempts from mail where state <> 'kept'");
}

function superuser(): pg.PoolConfig {
  const { socketDirectory = '' } = findPostmaster(databaseFolder()) ?? {};
  return { host: socketDirectory, port: PORT, user: SUPERUSER, ssl: false };
}

/** Until the database takes connections again. */
async function untilBack(): Promise<void> {
  for (const deadline = Date.now() + 15_000; ; await sleep(20)) {
    if (await inDatabase('select').catch(() => undefined)) return;
    if (Date.now() > deadline)
      throw new Error(fs.readFileSync(path.join(folder, 'data', 'database.log'), 'utf8').slice(-2000));
  }
}

async function inDatabase(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ ...superuser(), database: 'foyer', connectionTimeoutMillis: 1000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}
