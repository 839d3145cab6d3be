import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { getInvitation } from '../../contract/invitations.ts';
import { registerPerson } from '../../contract/registration.ts';
import { askDatabase } from '../support/ask-database.ts';
import { brokenInvariants } from '../support/broken-invariants.ts';
import { callerAt } from '../support/caller-at.ts';
import type { Caller } from '../support/caller-at.ts';
import { foundBy } from '../support/found-by.ts';
import { startMailRelay } from '../support/mail-relay.ts';
import type { MailRelay } from '../support/mail-relay.ts';
import { startMailServer } from '../support/mail-server.ts';
import type { MailServer } from '../support/mail-server.ts';
import type { Program } from '../support/start-program.ts';
import { startServer } from '../support/start-server.ts';
import { createTestDatabase } from '../support/test-database.ts';
import type { TestDatabase } from '../support/test-database.ts';

// F2. Each worker has a relay of its own before the one mail server: what it sends is known, and when it hears of it.
const longestPause = 60_000;

let database: TestDatabase;
let mailServer: MailServer;
let relays: MailRelay[];
let programs: Program[];
let founder: Caller;

beforeEach(async () => {
  database = await createTestDatabase();
  mailServer = await startMailServer();
  relays = [];
  programs = [];
  const web = await start({ FOYER_ROLE: 'web', SMTP_URL: mailServer.url });
  founder = callerAt(web.address);
  await foundBy(web, founder);
});
afterEach(async () => {
  for (const program of programs) {
    program.process.kill('SIGKILL');
    await program.exit;
  }
  for (const relay of relays) await relay.stop();
  await mailServer.stop();
  await database.drop();
});

async function start(env: Readonly<Record<string, string>>): Promise<Program> {
  const program = await startServer(database, env);
  programs.push(program);
  await program.untilReady();
  return program;
}

async function startWorker(): Promise<{ readonly worker: Program; readonly relay: MailRelay }> {
  const relay = await startMailRelay(mailServer.url);
  relays.push(relay);
  return { worker: await start({ FOYER_ROLE: 'worker', SMTP_URL: relay.url }), relay };
}

async function invite(name: string): Promise<string> {
  const body = { account: { email: `${name}@acme.example` }, delivery: { channel: 'email' } } as const;
  return (await founder.call(registerPerson, { body })).invitation.id;
}

const copiesTo = (name: string) => mailServer.mails.filter(({ to }) => to === `${name}@acme.example`);

async function until(state: string, invitationId: string, milliseconds: number): Promise<void> {
  const look = () => founder.call(getInvitation, { params: { id: invitationId } });
  await vi.waitFor(async () => expect((await look()).state).toBe(state), {
    timeout: milliseconds,
    interval: 200,
  });
}

test('after a kill in the middle of a delivery another worker goes on; what a stalled one says later is refused', async () => {
  // Both have handed a mail over and wait for the answer to its final dot: one is killed, the other stands still.
  const killed = await startWorker();
  killed.relay.afterDot(() => new Promise(() => {}));
  const anna = await invite('anna');
  await vi.waitFor(() => expect(copiesTo('anna')).toHaveLength(1), 10_000);
  killed.worker.process.kill('SIGKILL');

  const stalled = await startWorker();
  const late = Promise.withResolvers<{ readonly instead: string }>();
  stalled.relay.afterDot(() => late.promise);
  const ben = await invite('ben');
  await vi.waitFor(() => expect(copiesTo('ben')).toHaveLength(1), 10_000);
  stalled.worker.process.kill('SIGSTOP');

  const begin = performance.now();
  await startWorker();
  await until('sent', anna, longestPause);
  await until('sent', ben, longestPause);
  expect(performance.now() - begin).toBeLessThan(longestPause);

  // The server that took the mail says no to the one who stood still, too late to count.
  stalled.worker.process.kill('SIGCONT');
  late.resolve({ instead: '550 5.1.1 No such user' });
  await untilSettled(stalled.worker);
  expect((await founder.call(getInvitation, { params: { id: ben } })).state).toBe('sent');
  for (const name of ['anna', 'ben']) {
    const copies = copiesTo(name);
    expect(copies).toHaveLength(2);
    expect(new Set(copies.map(({ messageId }) => messageId)).size).toBe(1);
  }
  const mails = await askDatabase({ database }, 'select state, claim, response from mail');
  expect(mails.filter(({ state, claim }) => state !== 'sent' || claim !== null)).toEqual([]);
  expect(mails.filter(({ response }) => String(response).startsWith('550'))).toEqual([]);
  expect(await brokenInvariants(database.superuser)).toEqual({});
}, 90_000);

/** A worker stops when the job at hand is over: what it had to say about it is written, or refused. */
async function untilSettled(worker: Program): Promise<void> {
  worker.process.kill('SIGTERM');
  expect(await worker.exit).toBe(0);
}
