import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { actOnInvitations, getInvitationBatch, previewBatch } from '../../../contract/invitation-batches.ts';
import {
  getInvitation,
  handOverLink,
  resendInvitation,
  revokeInvitation,
} from '../../../contract/invitations.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { seedInvitations } from '../../../tests/support/seed-invitations.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';
import { chunkSize } from './run-batch.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

let people = 0;
async function invite(delivery: object = { channel: 'none' }) {
  people += 1;
  const body = { account: { email: `s${people}@silent.example` }, delivery } as never;
  return (await founder.call(registerPerson, { body })).invitation.id;
}
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();
/** Nobody was mailed a moment ago. */
const letTimePass = () =>
  askDatabase(server, `update mail set created_at = created_at - interval '2 minutes'`);
const look = (id: string) => founder.call(getInvitation, { params: { id } });
const mailsOf = (ids: readonly string[]) =>
  askDatabase<{ id: string }>(server, 'select about_id as id from mail where about_id = any($1)', [ids]);

describe('sending the silent ones', () => {
  it('mails those alone that were never sent, and says for each of the others why not', async () => {
    const silent = [await invite(), await invite()];
    const scheduled = await invite({ channel: 'email', sendAt: tomorrow() });
    const sent = await invite({ channel: 'email' });
    await vi.waitUntil(async () => (await look(sent)).state === 'sent', { timeout: 10_000 });
    const handed = await invite();
    await founder.call(handOverLink, { params: { id: handed } });
    const revoked = await invite();
    await founder.call(revokeInvitation, { params: { id: revoked } });
    const others = [scheduled, sent, handed, revoked];
    const before = await Promise.all(others.map(look));

    const ids = [...silent, ...others];
    const refused = expect.arrayContaining([
      { reason: 'on_its_way', count: 1 },
      { reason: 'sent_already', count: 2 },
      { reason: 'already_revoked', count: 1 },
    ]) as unknown;
    const asked = await founder.call(previewBatch, { body: { action: 'send', ids } });
    expect(asked).toMatchObject({ total: 6, possible: 2, refused });
    const batch = await founder.call(actOnInvitations, { body: { action: 'send', ids } });
    expect(batch).toMatchObject({ action: 'send', state: 'done', total: 6, done: 6, refused });

    const after = await Promise.all(others.map(look));
    expect(after).toEqual(before);
    expect((await mailsOf(silent)).map(({ id }) => id).toSorted()).toEqual(silent.toSorted());
    const acts = await askDatabase(server, 'select action, count from activity where subject_id = $1', [
      batch.id,
    ]);
    expect(acts).toEqual([{ action: 'invitation.sent', count: 6 }]);
  });

  it('is told as the first sending: of one, of many, and of what waited for its day', async () => {
    const one = await invite();
    await founder.call(resendInvitation, { params: { id: one }, body: {} });
    const many = await invite();
    await founder.call(actOnInvitations, { body: { action: 'send', ids: [many] } });
    const revived = await invite();
    await founder.call(revokeInvitation, { params: { id: revived } });
    await founder.call(resendInvitation, { params: { id: revived }, body: {} });
    const early = await invite({ channel: 'email', sendAt: tomorrow() });
    await letTimePass();
    await founder.call(resendInvitation, { params: { id: early }, body: {} });
    for (const id of [one, many, revived, early]) {
      await vi.waitUntil(async () => (await look(id)).state === 'sent', { timeout: 10_000 });
      const told = (await look(id)).timeline.map(({ kind, by }) => [kind, by]);
      expect(told).toContainEqual(['queued', 'founder']);
      expect(told.flat()).not.toContain('resent');
    }
    const acts = await askDatabase(
      server,
      `select distinct action from activity where subject_id = any($1) and action in ('invitation.sent', 'invitation.resent')`,
      [[one, revived, early]],
    );
    expect(acts).toEqual([{ action: 'invitation.sent' }]);

    await letTimePass();
    await founder.call(resendInvitation, { params: { id: one }, body: {} });
    expect((await look(one)).timeline.map(({ kind }) => kind)).toContain('resent');
  });

  it('mails each once, whoever sends at the same time', async () => {
    const ids = [await invite(), await invite(), await invite()];
    const body = { action: 'send', ids } as const;
    const batches = await Promise.all([1, 2, 3].map(() => founder.call(actOnInvitations, { body })));
    const left = batches.flatMap(({ refused }) => refused).reduce((sum, { count }) => sum + count, 0);
    expect(left).toBe(6);
    expect(await mailsOf(ids)).toHaveLength(3);
  });

  it('takes all that a filter holds in the background', async () => {
    const count = chunkSize + 50;
    await seedInvitations(server, 'pt', count);
    const filter = { language: 'pt' };
    const { id } = await founder.call(actOnInvitations, {
      body: { action: 'send', filter, expected: count },
    });
    const get = () => founder.call(getInvitationBatch, { params: { id } });
    await vi.waitUntil(async () => (await get()).state === 'done', { timeout: 30_000, interval: 50 });
    expect(await get()).toMatchObject({ total: count, done: count, refused: [] });
    const [mails] = await askDatabase(
      server,
      `select count(*)::int as all, count(distinct about_id)::int as people from mail
       join invitation on invitation.id = about_id where invitation.language = 'pt'`,
    );
    expect(mails).toEqual({ all: count, people: count });
  });
});
