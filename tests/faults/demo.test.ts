import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { listActivity } from '../../contract/activity.ts';
import { listApplications, listGrants } from '../../contract/grants.ts';
import { getInvitation, listInvitations } from '../../contract/invitations.ts';
import { getOutboxMail, listOutbox } from '../../contract/outbox.ts';
import { signIn } from '../../contract/sessions.ts';
import { findPostmaster } from '../../server/platform/embedded-database/find-postmaster.ts';
import { PORT } from '../../server/platform/embedded-database/launch-postmaster.ts';
import { SUPERUSER } from '../../server/platform/embedded-database/prepare-cluster.ts';
import { brokenInvariants } from '../support/broken-invariants.ts';
import { callerAt } from '../support/caller-at.ts';
import type { Caller } from '../support/caller-at.ts';
import { freePort } from '../support/free-port.ts';
import { isFull, longestTest } from '../support/rounds.ts';
import { startProgram } from '../support/start-program.ts';
import type { Program } from '../support/start-program.ts';

// `npm run demo` as a newcomer meets it; with fewer people, unless all of them are asked for.
const people = isFull ? 10_000 : 700;
const longestStart = 20_000;

let folder: string;
let program: Program;
let startMs: number;
let founder: Caller;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-demo-'));
  fs.chmodSync(folder, 0o755);
  // Made beforehand: an empty folder is no house yet.
  fs.mkdirSync(path.join(folder, 'demo'));
  const begin = performance.now();
  const env = {
    PORT: String(await freePort()),
    FOYER_DATA: path.join(folder, 'demo'),
    PEOPLE: String(people),
  };
  // What a laptop may have set for another program must not reach the demo.
  program = startProgram(
    { ...env, SMTP_URL: 'smtp://127.0.0.1:9', DATABASE_URL: 'postgres://x@127.0.0.1:9/x' },
    'demo',
  );
  await program.untilReady();
  startMs = performance.now() - begin;
  founder = callerAt(program.address);
  await founder.call(signIn, {
    body: { login: await printed(/Sign in as (\S+)/), password: await printed(/Password: (.+)/) },
  });
}, longestTest);
afterAll(async () => {
  program.process.kill('SIGTERM');
  await program.exit;
  fs.rmSync(folder, { recursive: true });
});

async function printed(pattern: RegExp): Promise<string> {
  await vi.waitFor(() => expect(program.output().stdout).toMatch(pattern), 10_000);
  return pattern.exec(program.output().stdout)?.[1] ?? '';
}

test('is ready soon, listens on this machine only, and says who may sign in', () => {
  expect(startMs).toBeLessThan(longestStart);
  expect(program.output().stderr).toBe('');
  expect(program.output().stdout).toContain(program.address);
});

test('has invitations in every state, each with its timeline', async () => {
  const states = [
    'unsent',
    'scheduled',
    'sent',
    'handed_over',
    'bounced',
    'opened',
    'expired',
    'accepted',
    'revoked',
  ] as const;
  for (const state of states) {
    const { items } = await founder.call(listInvitations, { query: { state } });
    expect(items.length, state).toBeGreaterThan(0);
    const { timeline } = await founder.call(getInvitation, { params: { id: items[0]?.id ?? '' } });
    expect(timeline.length, state).toBeGreaterThan(0);
  }
});

test('has permissions that are held, mails in the outbox and weeks of activity', async () => {
  const { items } = await founder.call(listApplications, {});
  const held = items.flatMap(({ permissions }) => permissions).filter(({ holders }) => holders > 1);
  expect(held.length).toBeGreaterThan(4);
  const grants = await founder.call(listGrants, { query: {} });
  expect(new Set(grants.items.map(({ state }) => state)).size).toBeGreaterThan(1);
  await expect
    .poll(async () => (await founder.call(listOutbox, { query: {} })).items[0]?.to, { timeout: 10_000 })
    .toMatch(/@linden\.example$/);
  const [mail] = (await founder.call(listOutbox, { query: {} })).items;
  expect((await founder.call(getOutboxMail, { params: { id: mail?.id ?? '' } })).html).toContain('/join#');
  const { items: acts } = await founder.call(listActivity, { query: {} });
  expect(new Set(acts.map(({ action }) => action)).size).toBeGreaterThan(3);
});

// Asked row by row: of ten thousand people it takes minutes.
test.skipIf(isFull)('breaks no rule that holds for real houses', async () => {
  const { socketDirectory = '' } = findPostmaster(path.join(folder, 'demo', 'database')) ?? {};
  const superuser = { host: socketDirectory, port: PORT, user: SUPERUSER, ssl: false, database: 'foyer' };
  expect(await brokenInvariants(superuser)).toEqual({});
});
