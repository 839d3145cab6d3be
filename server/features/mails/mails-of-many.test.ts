import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { actOnInvitations } from '../../../contract/invitation-batches.ts';
import { getInvitation, revokeInvitation } from '../../../contract/invitations.ts';
import { joinOrganization } from '../../../contract/join.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { startMailRelay } from '../../../tests/support/mail-relay.ts';
import type { MailRelay } from '../../../tests/support/mail-relay.ts';
import { startMailServer } from '../../../tests/support/mail-server.ts';
import type { MailServer } from '../../../tests/support/mail-server.ts';
import { goodPassword, startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

/** Milliseconds after which a claim is not used any more. */
const claimLasts = 4200;

let post: MailServer;
let relay: MailRelay;
let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  post = await startMailServer();
  relay = await startMailRelay(post.url);
  server = await startTestFoyer({ smtpUrl: relay.url });
  founder = await server.found('Alder Institute');
});
afterEach(() => {
  post.refuse(() => undefined);
  relay.afterDot(() => 'as it is');
});
afterAll(async () => {
  await server.stop();
  await relay.stop();
  await post.stop();
});

async function uninvited(group: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const { invitation } = await founder.call(registerPerson, {
      body: { account: { email: `${group}${number}@many.example` }, delivery: { channel: 'none' } },
    });
    ids.push(invitation.id);
  }
  return ids;
}

const inviteAll = (ids: readonly string[]) =>
  founder.call(actOnInvitations, { body: { action: 'resend', ids: [...ids] } });
const receivedBy = (group: string) => post.mails.filter(({ to }) => to.startsWith(group));
const mailsAbout = (ids: readonly string[]) =>
  askDatabase<{
    about: string;
    state: string;
    attempts: number;
    claim: string | null;
    subject: string | null;
  }>(
    server,
    'select about_id as about, state, attempts, claim, subject from mail where about_id = any($1) order by id',
    [ids],
  );
const until = (holds: () => Promise<boolean>) => vi.waitUntil(holds, { timeout: 10_000, interval: 50 });
const allAre = (ids: readonly string[], state: string) =>
  until(async () => (await mailsAbout(ids)).every((mail) => mail.state === state));

it('leave by one job, each once, with its own link and its own line of the timeline', async () => {
  const ids = await uninvited('plain', 120);
  await inviteAll(ids);
  await allAre(ids, 'sent');
  expect(receivedBy('plain')).toHaveLength(120);
  expect(new Set(receivedBy('plain').map(({ messageId }) => messageId)).size).toBe(120);
  const links = receivedBy('plain').map((mail) => mail.links.find((link) => link.includes('/join#')) ?? '');
  expect(new Set(links).size).toBe(120);
  const jobs = await askDatabase(server, `select 1 from pgboss.job where name = 'deliver-mail'`);
  expect(jobs).toEqual([]);
  const { state, timeline, expiresAt } = await founder.call(getInvitation, { params: { id: ids[7] ?? '' } });
  expect([state, timeline.map(({ kind }) => kind)]).toEqual(['sent', ['sent', 'queued', 'invited']]);
  expect(expiresAt).not.toBeNull();
  const token = links[7]?.split('#')[1] ?? '';
  const joined = await server.visitor().call(joinOrganization, { body: { token, password: goodPassword } });
  expect(joined.account.email).toBe(receivedBy('plain')[7]?.to);
}, 40_000);

it('are each told what the server said: refused, put off, taken', async () => {
  const ids = await uninvited('mixed', 9);
  let isPutOff = true;
  post.refuse((to) => {
    if (/^mixed[012]@/.test(to)) return { at: 'recipient', code: 550, text: '5.1.1 No such user' };
    return isPutOff && /^mixed[345]@/.test(to)
      ? { at: 'recipient', code: 451, text: '4.7.1 Greylisted' }
      : undefined;
  });
  await inviteAll(ids);
  const states = async () => {
    const found = await Promise.all(ids.map((id) => founder.call(getInvitation, { params: { id } })));
    return found.map(({ state }) => state);
  };
  const expected = ['bounced', 'queued', 'sent'].flatMap((state) => [state, state, state]);
  await vi.waitFor(async () => expect(await states()).toEqual(expected), { timeout: 10_000, interval: 50 });
  const { timeline } = await founder.call(getInvitation, { params: { id: ids[4] ?? '' } });
  expect(timeline[0]).toMatchObject({ kind: 'delayed', response: '451 4.7.1 Greylisted' });
  isPutOff = false;
  await until(async () => {
    await askDatabase(server, `update pgboss.job set start_after = now() where state = 'retry'`);
    return (await states()).filter((state) => state === 'sent').length === 6;
  });
  expect(receivedBy('mixed')).toHaveLength(6);
  // Asked again about its own mails alone.
  const attempts = (await mailsAbout(ids)).map((mail) => mail.attempts).toSorted();
  expect(attempts).toEqual([1, 1, 1, 1, 1, 1, 2, 2, 2]);
}, 30_000);

it('of what is revoked while they leave, those that were not handed over stay', async () => {
  const ids = await uninvited('slow', 60);
  const held = Promise.withResolvers<'as it is'>();
  relay.afterDot(() => held.promise);
  await inviteAll(ids);
  await until(async () => receivedBy('slow').length === 5);
  const mails = await mailsAbout(ids);
  // What stands behind the first fifty is not claimed, and dropped at once.
  expect(mails.map(({ state }) => state).filter((state) => state === 'sending')).toHaveLength(50);
  // By its own word: mails made in the same millisecond stand in any order.
  const waiting = mails.find(({ state }) => state === 'queued')?.about ?? '';
  await founder.call(revokeInvitation, { params: { id: waiting } });
  // Longer than a claim is sure: what is behind the five waits again, and is claimed anew.
  await sleep(claimLasts);
  const revoked = await claimedOnly(ids);
  await founder.call(revokeInvitation, { params: { id: revoked } });
  held.resolve('as it is');
  await until(async () => (await mailsAbout(ids)).every(({ state }) => ['sent', 'dropped'].includes(state)));
  expect(receivedBy('slow')).toHaveLength(58);
  expect((await mailsAbout(ids)).filter(({ attempts }) => attempts > 1)).toEqual([]);
}, 40_000);

/** The last one that is claimed and was not handed over. */
async function claimedOnly(ids: readonly string[]): Promise<string> {
  const rows = await askDatabase<{ id: string; email: string }>(
    server,
    `select about_id as id, email from mail join account on account.id = mail.account_id
     where about_id = any($1) and mail.state = 'sending' order by mail.id desc`,
    [ids],
  );
  const taken = new Set(receivedBy('slow').map(({ to }) => to));
  return rows.find(({ email }) => !taken.has(email))?.id ?? '';
}

it('taken over by another worker: what the first says later is refused, and it sends nothing more', async () => {
  const ids = await uninvited('late', 12);
  const held = Promise.withResolvers<{ readonly instead: string }>();
  relay.afterDot(() => held.promise);
  await inviteAll(ids);
  await until(async () => receivedBy('late').length === 5);
  await sleep(claimLasts);
  // What another worker has done meanwhile, whom the queue gave the job when this one seemed to be gone.
  await askDatabase(
    server,
    `update mail set state = 'sent', claim = null, response = '250 by the other' where about_id = any($1)`,
    [ids],
  );
  await askDatabase(server, `update invitation set state = 'sent' where id = any($1)`, [ids]);
  held.resolve({ instead: '550 5.1.1 No such user' });
  await sleep(1000);
  expect(receivedBy('late')).toHaveLength(5);
  const responses = await askDatabase(
    server,
    'select distinct state, response from mail where about_id = any($1)',
    [ids],
  );
  expect(responses).toEqual([{ state: 'sent', response: '250 by the other' }]);
  const { state } = await founder.call(getInvitation, { params: { id: ids[0] ?? '' } });
  expect(state).toBe('sent');
}, 40_000);
