import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handOverLink, resendInvitation, revokeInvitation } from '../../contract/invitations.ts';
import { inspectInvitation, joinOrganization } from '../../contract/join.ts';
import { registerPerson } from '../../contract/registration.ts';
import { askDatabase } from '../support/ask-database.ts';
import { brokenInvariants } from '../support/broken-invariants.ts';
import { callerAt } from '../support/caller-at.ts';
import type { Caller } from '../support/caller-at.ts';
import { foundBy } from '../support/found-by.ts';
import { freePort } from '../support/free-port.ts';
import { outcomeOf } from '../support/outcome-of.ts';
import type { Outcome } from '../support/outcome-of.ts';
import { isFull, longestTest } from '../support/rounds.ts';
import type { Program } from '../support/start-program.ts';
import { startServer } from '../support/start-server.ts';
import { createTestDatabase } from '../support/test-database.ts';
import type { TestDatabase } from '../support/test-database.ts';
import { goodPassword } from '../support/test-foyer.ts';

// F4: three servers on one database, and callers who want the same people at the same moment.
const milliseconds = isFull ? 120_000 : 5000;
const callers = 12;

let database: TestDatabase;
let servers: Program[];
let founder: Caller;
let newCaller: () => Caller;

beforeAll(async () => {
  database = await createTestDatabase();
  const publicUrl = `http://localhost:${await freePort()}`;
  servers = await Promise.all([1, 2, 3].map(() => startServer(database, { PUBLIC_URL: publicUrl })));
  for (const server of servers) await server.untilReady();
  let turn = 0;
  newCaller = () => callerAt(publicUrl, () => servers[turn++ % servers.length]?.address ?? '');
  founder = newCaller();
  await foundBy(servers[0] as Program, founder);
});
afterAll(async () => {
  for (const server of servers) server.process.kill('SIGTERM');
  expect(await Promise.all(servers.map((server) => server.exit))).toEqual([0, 0, 0]);
  await database.drop();
});

/** What was acknowledged, as entries of the activity; and what the callers know. */
const acknowledged = new Map<string, number>();
const refusals = new Set<string>();
const emails = new Map<string, number>();
const tokens = new Map<string, string[]>();

/** Spellings of the same addresses, whose names before the @ derive the same usernames. */
function emailOf(number: number): string {
  const name = ['sam.lee', 'ana.diaz', 'li.wei'][number % 3] ?? '';
  const domain = `house${Math.floor(number / 3) % 8}.example`;
  return number % 2 === 0 ? `${name}@${domain}` : `${name.toUpperCase()}@${domain.toUpperCase()}`;
}

function note<T>(action: string, outcome: Outcome<T>): T | undefined {
  if (outcome.kind === 'done') {
    acknowledged.set(action, (acknowledged.get(action) ?? 0) + 1);
    return outcome.answer;
  }
  refusals.add(outcome.kind === 'refused' ? `${action} ${outcome.status} ${outcome.code}` : 'unanswered');
  return undefined;
}

const pick = <T>(among: readonly T[]): T | undefined => among[Math.floor(Math.random() * among.length)];

async function register(): Promise<void> {
  const email = emailOf(Math.floor(Math.random() * 48));
  const delivery = { channel: pick(['email', 'link'] as const) ?? 'email' };
  const outcome = await outcomeOf(founder.call(registerPerson, { body: { account: { email }, delivery } }));
  const answer = note('account.registered', outcome);
  if (!answer) return;
  const canonical = email.toLowerCase();
  emails.set(canonical, (emails.get(canonical) ?? 0) + 1);
  note(answer.link === undefined ? 'invitation.issued' : 'invitation.handed_over', outcome);
  keepLink(answer.invitation.id, answer.link);
}

function keepLink(invitationId: string, link: string | undefined): void {
  const known = tokens.get(invitationId) ?? [];
  tokens.set(invitationId, link === undefined ? known : [...known, link.split('#')[1] ?? '']);
}

async function changeInvitation(): Promise<void> {
  const id = pick([...tokens.keys()]);
  if (id === undefined) return;
  const params = { id };
  const act = Math.random();
  if (act < 0.3) {
    note('invitation.resent', await outcomeOf(founder.call(resendInvitation, { params })));
  } else if (act < 0.45) {
    note('invitation.revoked', await outcomeOf(founder.call(revokeInvitation, { params })));
  } else {
    const outcome = await outcomeOf(founder.call(handOverLink, { params }));
    keepLink(id, note('invitation.handed_over', outcome)?.link);
  }
}

async function join(): Promise<void> {
  const token = pick([...tokens.values()])?.at(-1);
  if (token === undefined) return;
  // A visitor each: who is signed in as another may not join.
  const joined = newCaller().call(joinOrganization, { body: { token, password: goodPassword } });
  note('account.joined', await outcomeOf(joined));
}

/** Nobody waits a minute between two mails to one person here. */
async function letTimePass(): Promise<void> {
  await askDatabase({ database }, `update mail set created_at = created_at - interval '1 hour'`);
  await sleep(200);
}

const kinds = 6;
/** On a busy machine few acts come about: it goes on until each kind did once. */
const longest = milliseconds + 30_000;

async function repeat(begin: number, act: () => Promise<void>): Promise<void> {
  for (;;) {
    const passed = Date.now() - begin;
    if (passed >= milliseconds && (acknowledged.size === kinds || passed >= longest)) return;
    await act();
  }
}

test(
  'what callers want at the same moment of three servers ends in one order that all agree on',
  async () => {
    const begin = Date.now();
    await Promise.all([
      repeat(begin, letTimePass),
      ...Array.from({ length: callers }, () =>
        repeat(begin, () => (pick([register, changeInvitation, changeInvitation, join]) ?? join)()),
      ),
    ]);

    // Nothing but the refusals that a slower caller meets: no deadlock, no 5xx, no broken connection.
    expect([...refusals].filter((refusal) => !/ (409|410|422|429) /.test(refusal))).toEqual([]);
    expect([...emails.values()].filter((times) => times !== 1)).toEqual([]);
    const accounts = await askDatabase({ database }, 'select email_canonical from account order by 1');
    expect(accounts.map((row) => row['email_canonical'])).toEqual(
      ['founder@acme.example', ...emails.keys()].toSorted(),
    );
    const entries = await askDatabase<{ action: string; times: number }>(
      { database },
      `select action, count(*)::int as times from activity where action = any ($1)
       and subject_id not in (select founder_id from organization_settings) group by 1`,
      [[...acknowledged.keys()]],
    );
    expect(new Map(entries.map(({ action, times }) => [action, times]))).toEqual(acknowledged);
    expect(acknowledged.size).toBe(kinds);
    expect(await brokenInvariants(database.superuser)).toEqual({});
  },
  longestTest,
);

test('of all links that an invitation ever had the newest alone may still be open', async () => {
  for (const links of tokens.values()) {
    const open: number[] = [];
    for (const [index, token] of links.entries()) {
      const outcome = await outcomeOf(newCaller().call(inspectInvitation, { body: { token } }));
      if (outcome.kind === 'done') open.push(index);
    }
    expect([[], [links.length - 1]]).toContainEqual(open);
  }
});
