import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { migrationNames } from '../../server/platform/migrate.ts';
import { rounds } from '../support/rounds.ts';
import type { Program } from '../support/start-program.ts';
import { startServer } from '../support/start-server.ts';

// F17. A migration is stopped where we want by an object of ours that is made but not committed: PostgreSQL lets
// whoever makes one of the same name wait for us.
const middles = {
  'of the tables': 'create table public.idempotent_answer ()',
  'of the job queue': 'create schema pgboss',
} as const;

const { superuser, owner, runtime } = inject('databaseServer');
let database: string;
let holder: pg.Client;
let programs: Program[];

beforeEach(async () => {
  database = `foyer_empty_${randomBytes(6).toString('hex')}`;
  programs = [];
  await ask(superuser, `create database ${database} owner ${owner.user}`);
  holder = new pg.Client({ ...superuser, database });
  await holder.connect();
});
afterEach(async () => {
  for (const program of programs) {
    program.process.kill('SIGKILL');
    await program.exit;
  }
  await holder.end();
  await ask(superuser, `drop database ${database} with (force)`);
});

async function start(): Promise<Program> {
  const program = await startServer({ runtime: { ...runtime, database }, owner: { ...owner, database } });
  programs.push(program);
  return program;
}

/** The migrations of the database, once every program serves. */
async function served(): Promise<unknown[]> {
  for (const program of programs) await program.untilReady();
  const applied = await ask({ ...superuser, database }, 'select name from kysely_migration order by name');
  return applied.map(({ name }) => name);
}

describe.each(Object.entries(middles))('in the middle %s', (_, hold) => {
  test('a killed migration leaves nothing half, and the next start completes it', async () => {
    await holder.query('begin');
    await holder.query(hold);
    const killed = await start();
    await untilWaiting(1);
    killed.process.kill('SIGKILL');
    expect(await killed.exit).toBeNull();
    programs = [];
    await holder.query('rollback');
    await untilWaiting(0);

    await start();
    expect(await served()).toEqual(await migrationNames());
  });

  test('a second server waits for the first, and both serve', async () => {
    await holder.query('begin');
    await holder.query(hold);
    await start();
    await untilWaiting(1);
    await start();
    await untilWaiting(2);
    await holder.query('rollback');
    expect(await served()).toEqual(await migrationNames());
  });
});

test.each(rounds(1, 20))(
  'servers that start on an empty database at the same moment all serve (%i)',
  async () => {
    await Promise.all([start(), start()]);
    expect(await served()).toEqual(await migrationNames());
  },
);

/** Until so many of the owner's connections, and no others, wait for one that is not theirs to end. */
async function untilWaiting(wanted: number): Promise<void> {
  let waiting: number | undefined;
  for (const deadline = Date.now() + 30_000; Date.now() < deadline && waiting !== wanted; await sleep(20)) {
    const [row] = await ask(
      superuser,
      `select count(*)::int as waiting from pg_stat_activity
       where datname = '${database}' and cardinality(pg_blocking_pids(pid)) > 0`,
    );
    waiting = Number(row?.['waiting']);
  }
  expect(waiting).toBe(wanted);
}

async function ask(config: pg.PoolConfig, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}
