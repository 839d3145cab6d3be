import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { joinOrganization } from '../../contract/join.ts';
import { registerPerson } from '../../contract/registration.ts';
import { getSession } from '../../contract/sessions.ts';
import { callerAt } from '../support/caller-at.ts';
import type { Caller } from '../support/caller-at.ts';
import { docsRoles, runAt } from '../support/docs-roles.ts';
import { foundBy } from '../support/found-by.ts';
import { freePort } from '../support/free-port.ts';
import { outcomeOf } from '../support/outcome-of.ts';
import { findOwnPostgresql, startOwnPostgresql } from '../support/own-postgresql.ts';
import type { OwnPostgresql } from '../support/own-postgresql.ts';
import { startProgram } from '../support/start-program.ts';
import type { Program } from '../support/start-program.ts';
import { goodPassword } from '../support/test-foyer.ts';

// F16, as docs/operating.md tells to do it: roles, dump by the backup role, restore into another database.
const bin = findOwnPostgresql();

describe.runIf(bin !== undefined)('a dump that was restored elsewhere', () => {
  let postgresql: OwnPostgresql;
  let folder: string;
  let port: string;
  let program: Program;
  let founder: Caller;
  const tokens = { anna: '', bob: '' };
  let mailsBefore: unknown[];

  beforeAll(async () => {
    postgresql = await startOwnPostgresql(bin ?? '');
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-dump-'));
    port = String(await freePort());
    const { roles, backup } = docsRoles();
    await runAt(postgresql.addressOf('postgres', 'postgres'), roles);
    await runAt(postgresql.addressOf('postgres', 'foyer'), backup);

    program = await serve('foyer');
    founder = callerAt(`http://localhost:${port}`);
    await foundBy(program, founder);
    for (const name of ['anna', 'bob'] as const) tokens[name] = await linkFor(name);
    await join('bob');
    await founder.call(registerPerson, {
      body: { account: { email: 'carl@acme.example' }, delivery: { channel: 'email' } },
    });
    await vi.waitFor(
      async () => expect(await mailStates('foyer')).toMatchObject([{ state: 'kept' }]),
      10_000,
    );
    mailsBefore = await mailStates('foyer');

    const file = path.join(folder, 'foyer.sql');
    execute('pg_dump', ['--file', file, postgresql.addressOf('foyer_backup', 'foyer')]);
    await stop();
    await restore(file, roles);
    program = await serve('elsewhere');
  });

  afterAll(async () => {
    await stop();
    await postgresql.stop();
    fs.rmSync(folder, { recursive: true });
  });

  test('keeps who was signed in signed in', async () => {
    expect((await founder.call(getSession)).account).toMatchObject({ username: 'founder', isFounder: true });
  });

  test('keeps a link that waited, and a used one used', async () => {
    expect(await outcomeOf(join('bob'))).toMatchObject({ kind: 'refused', code: 'invitation_used' });
    expect((await join('anna')).account).toMatchObject({ username: 'anna', state: 'active' });
  });

  test('sends no mail a second time', async () => {
    // Longer than a worker waits before it looks for jobs again.
    await sleep(3000);
    expect(await mailStates('elsewhere')).toEqual(mailsBefore);
  });

  test('goes on registering and sending', async () => {
    await founder.call(registerPerson, {
      body: { account: { email: 'dora@acme.example' }, delivery: { channel: 'email' } },
    });
    await expect
      .poll(async () => (await mailStates('elsewhere')).map(({ state }) => state), { timeout: 10_000 })
      .toEqual(['kept', 'kept']);
  });

  async function serve(database: string): Promise<Program> {
    const started = startProgram({
      PORT: port,
      DATABASE_URL: postgresql.addressOf('foyer_app', database),
      DATABASE_OWNER_URL: postgresql.addressOf('foyer_owner', database),
      FOYER_SECRET: 'the same secret before and after the restore',
    });
    await started.untilReady();
    return started;
  }

  async function stop(): Promise<void> {
    program.process.kill('SIGTERM');
    await program.exit;
  }

  async function linkFor(username: string): Promise<string> {
    const { link = '' } = await founder.call(registerPerson, {
      body: { account: { email: `${username}@acme.example` }, delivery: { channel: 'link' } },
    });
    return link.split('#')[1] ?? '';
  }

  function join(name: keyof typeof tokens) {
    const { call } = callerAt(`http://localhost:${port}`);
    return call(joinOrganization, { body: { token: tokens[name], password: goodPassword } });
  }

  async function restore(file: string, roles: string): Promise<void> {
    // The roles are the server's and are there already; the database is made as the first one was.
    const [, database = ''] = /(create database .*)/s.exec(roles) ?? [];
    await runAt(
      postgresql.addressOf('postgres', 'postgres'),
      database.replaceAll('database foyer', 'database elsewhere'),
    );
    const flags = ['--quiet', '--set', 'ON_ERROR_STOP=1', '--single-transaction', '--file', file];
    execute('psql', [...flags, postgresql.addressOf('postgres', 'elsewhere')]);
  }

  function execute(name: string, args: readonly string[]): void {
    const { status, stderr } = spawnSync(postgresql.program(name), args, { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  }

  function mailStates(database: string) {
    return runAt(
      postgresql.addressOf('postgres', database),
      'select id, state, attempts, finished_at from mail order by id',
    );
  }
});
