import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { getInvitation } from '../../contract/invitations.ts';
import { inspectInvitation, joinOrganization } from '../../contract/join.ts';
import { registerPerson } from '../../contract/registration.ts';
import { getSession, signIn } from '../../contract/sessions.ts';
import { askDatabase } from '../support/ask-database.ts';
import { brokenInvariants } from '../support/broken-invariants.ts';
import { callerAt } from '../support/caller-at.ts';
import type { Caller } from '../support/caller-at.ts';
import { foundBy } from '../support/found-by.ts';
import { freePort } from '../support/free-port.ts';
import { outcomeOf } from '../support/outcome-of.ts';
import { longestTest, rounds } from '../support/rounds.ts';
import type { Program } from '../support/start-program.ts';
import { startServer } from '../support/start-server.ts';
import { createTestDatabase } from '../support/test-database.ts';
import type { TestDatabase } from '../support/test-database.ts';
import { goodPassword } from '../support/test-foyer.ts';

// F13: two servers whose clocks are four hours apart, and jump. What is in force is the database's to say.
const hour = 3_600_000;
const day = 24 * hour;
// In milliseconds: how far a time may be from the database's for the way to it and back.
const tolerance = 15_000;

let database: TestDatabase;
let servers: Program[];
let visitorOf: (server: number) => Caller;
/** The founder, asking the one server or the other with one cookie. */
let founder: Caller;
let asked = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  const publicUrl = `http://localhost:${await freePort()}`;
  const shim = new URL('../support/shift-clock.mjs', import.meta.url).href;
  servers = await Promise.all(
    [2 * hour, -2 * hour].map((shift) =>
      startServer(database, {
        PUBLIC_URL: publicUrl,
        NODE_OPTIONS: `--import=${shim}`,
        CLOCK_SHIFT: String(shift),
      }),
    ),
  );
  for (const server of servers) await server.untilReady();
  visitorOf = (server) => callerAt(publicUrl, () => servers[server]?.address ?? '');
  founder = callerAt(publicUrl, () => servers[asked]?.address ?? '');
  await foundBy(servers[0] as Program, founder);
});
afterAll(async () => {
  for (const server of servers) server.process.kill('SIGTERM');
  expect(await Promise.all(servers.map((server) => server.exit))).toEqual([0, 0]);
  await database.drop();
});

/** Milliseconds from the database's now to an instant. */
async function fromNow(instant: string | null): Promise<number> {
  const [row] = await askDatabase<{ now: Date }>({ database }, 'select now()');
  return Date.parse(instant ?? '') - (row?.now.getTime() ?? 0);
}

async function register(delivery: { channel: 'link' } | { channel: 'email'; sendAt: string }) {
  return founder.call(registerPerson, {
    body: { account: { email: `p${randomUUID()}@acme.example` }, delivery },
  });
}

async function linksLiveByTheDatabase(): Promise<void> {
  const { invitation, link = '' } = await register({ channel: 'link' });
  expect(Math.abs(await fromNow(invitation.createdAt))).toBeLessThan(tolerance);
  expect(Math.abs((await fromNow(invitation.expiresAt)) - 7 * day)).toBeLessThan(tolerance);
  const token = link.split('#')[1] ?? '';
  for (const server of servers.keys())
    expect((await visitorOf(server).call(inspectInvitation, { body: { token } })).state).toBe('open');

  const move = `update invitation set expires_at = now() + $2::interval where id = $1`;
  await askDatabase({ database }, move, [invitation.id, '-1 second']);
  for (const server of servers.keys()) {
    const late = visitorOf(server).call(joinOrganization, { body: { token, password: goodPassword } });
    expect(await outcomeOf(late)).toMatchObject({ kind: 'refused', code: 'invitation_expired' });
  }
  await askDatabase({ database }, move, [invitation.id, '1 minute']);
  const joined = visitorOf(1 - asked).call(joinOrganization, { body: { token, password: goodPassword } });
  expect((await joined).account.state).toBe('active');
}

async function mailsLeaveByTheDatabase(): Promise<void> {
  const at = (milliseconds: number) => ({
    channel: 'email' as const,
    sendAt: new Date(Date.now() + milliseconds).toISOString(),
  });
  expect(await outcomeOf(register(at(-hour)))).toMatchObject({ kind: 'refused', status: 422 });
  const later = await register(at(hour));
  const soon = await register(at(1000));
  const look = async (id: string) => (await founder.call(getInvitation, { params: { id } })).state;
  await vi.waitFor(async () => expect(await look(soon.invitation.id)).toBe('sent'), {
    timeout: 20_000,
    interval: 200,
  });
  expect(await look(later.invitation.id)).toBe('scheduled');
}

test(
  'servers two hours before and behind, and jumping, agree on what is in force',
  async () => {
    for (const round of rounds(1, 10)) {
      for (asked of servers.keys()) {
        expect((await founder.call(getSession)).account.username, `round ${round}`).toBe('founder');
        await linksLiveByTheDatabase();
        await mailsLeaveByTheDatabase();
      }
      for (const server of servers) server.process.kill('SIGUSR2');
      await sleep(50);
    }
    expect(await brokenInvariants(database.superuser)).toEqual({});
  },
  longestTest,
);

test('nothing that is told is negative', async () => {
  const body = { organization: 'acme', login: 'founder', password: 'not the password of anybody' };
  const outcomes = [];
  for (let tries = 0; tries < 14; tries += 1)
    outcomes.push(await outcomeOf(visitorOf(tries % 2).call(signIn, { body })));
  const waits = outcomes.flatMap((outcome) => (outcome.kind === 'refused' ? [outcome.retryAfter ?? 1] : []));
  expect(waits).toHaveLength(14);
  expect(waits.filter((seconds) => seconds < 1)).toEqual([]);
  for (const { address } of servers) {
    const text = await (await fetch(`${address}/metrics`)).text();
    expect(text).toMatch(/^foyer_oldest_mail_seconds \d/m);
    expect(text).not.toMatch(/^foyer_\S+ -/m);
  }
});
