import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  actOnInvitations,
  getInvitationBatch,
  listInvitationBatches,
  previewBatch,
} from '../../../contract/invitation-batches.ts';
import type { InvitationBatch } from '../../../contract/invitation-batches.ts';
import { getInvitation, getSendingLimits, revokeInvitation } from '../../../contract/invitations.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { inLine } from '../../../tests/support/in-line.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { rowsRead } from '../../../tests/support/rows-read.ts';
import { seedInvitations } from '../../../tests/support/seed-invitations.ts';
import { send } from '../../../tests/support/send.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

let people = 0;
async function invite(channel: 'email' | 'none' = 'none') {
  people += 1;
  const { invitation } = await founder.call(registerPerson, {
    body: { account: { email: `p${people}@batch.example` }, delivery: { channel } },
  });
  return invitation.id;
}
const inviteMany = (count: number) => Promise.all(Array.from({ length: count }, () => invite()));

async function untilDone(id: string, visitor: Visitor = founder): Promise<InvitationBatch> {
  let batch: InvitationBatch | undefined;
  await vi.waitUntil(
    async () => {
      batch = await visitor.call(getInvitationBatch, { params: { id } });
      return batch.state === 'done';
    },
    { timeout: 30_000, interval: 50 },
  );
  return batch as InvitationBatch;
}

const stateOf = async (id: string) => (await founder.call(getInvitation, { params: { id } })).state;

describe('one thing for many', () => {
  it('does a few at once, and says for each why not', async () => {
    const [silent, revoked, ours] = await inviteMany(3);
    await founder.call(revokeInvitation, { params: { id: revoked ?? '' } });
    const stranger = '01890000-0000-7000-8000-000000000000';
    const ids = [silent ?? '', revoked ?? '', ours ?? '', stranger];
    const asked = await founder.call(previewBatch, { body: { action: 'revoke', ids } });
    const refused = [
      { reason: 'already_revoked', count: 1 },
      { reason: 'gone', count: 1 },
    ];
    expect(asked).toMatchObject({ total: 4, possible: 2 });
    expect(asked.refused).toEqual(expect.arrayContaining(refused));
    const batch = await founder.call(actOnInvitations, { body: { action: 'revoke', ids } });
    expect(batch).toMatchObject({ state: 'done', total: 4, done: 4, startedBy: 'founder' });
    expect(batch.refused).toEqual(expect.arrayContaining(refused));
    expect(await stateOf(silent ?? '')).toBe('revoked');
    const { items } = await founder.call(listInvitationBatches);
    expect(items[0]?.id).toBe(batch.id);
  });

  it('says before it sends again how many had been revoked, the declined among them', async () => {
    const ids = await inviteMany(3);
    await founder.call(revokeInvitation, { params: { id: ids[0] ?? '' } });
    const asked = (action: 'resend' | 'revoke') => founder.call(previewBatch, { body: { action, ids } });
    expect(await asked('resend')).toMatchObject({ possible: 3, invitedAgain: 1 });
    expect(await asked('revoke')).toMatchObject({ possible: 2, invitedAgain: 0 });
  });

  it('is one entry of the activity, and one of each timeline', async () => {
    const ids = await inviteMany(3);
    const { id } = await founder.call(actOnInvitations, { body: { action: 'resend', ids } });
    const acts = await askDatabase(
      server,
      `select action, count, subject_type from activity where subject_id = $1`,
      [id],
    );
    expect(acts).toEqual([{ action: 'invitation.resent', count: 3, subject_type: 'invitation_batch' }]);
    const events = await askDatabase(
      server,
      `select kind, batch_id from invitation_event where invitation_id = any($1) and kind in ('queued', 'resent')`,
      [ids],
    );
    expect(events).toEqual(ids.map(() => ({ kind: 'queued', batch_id: id })));
  });

  it('mails nobody twice: who was mailed a moment ago is left', async () => {
    const ids = await inviteMany(3);
    const [one, other] = await Promise.all(
      [1, 2].map(() => founder.call(actOnInvitations, { body: { action: 'resend', ids } })),
    );
    const left = [one, other].flatMap((batch) => batch?.refused ?? []);
    expect(left).toEqual([{ reason: 'mailed_lately', count: 3 }]);
    const mails = await askDatabase(server, 'select 1 from mail where about_id = any($1)', [ids]);
    expect(mails).toHaveLength(3);
  });

  it.each(['revoke', 'resend'] as const)(
    'meets a single revocation, %s first, in one of two orders',
    async (first) => {
      const [id = ''] = await inviteMany(1);
      const bulk = () => founder.call(actOnInvitations, { body: { action: 'resend', ids: [id] } });
      const revoke = () => send(founder, revokeInvitation, { id });
      const row = { sql: 'select from invitation where id = $1 for update', values: [id] };
      await inLine<unknown>(server, row, first === 'revoke' ? [revoke, bulk] : [bulk, revoke]);
      const [found] = await askDatabase(
        server,
        `select state = 'revoked' as "isRevoked", state = 'revoked' and exists (
           select from mail where about_id = invitation.id and state = 'queued') as "waitsInVain"
         from invitation where id = $1`,
        [id],
      );
      expect(found).toEqual({ isRevoked: first === 'resend', waitsInVain: false });
    },
  );

  it('takes all that a filter holds, in the background when they are many', async () => {
    await seedInvitations(server, 'pt', 620);
    const filter = { language: 'pt', state: 'unsent' };
    const { total, possible } = await founder.call(previewBatch, { body: { action: 'resend', filter } });
    expect([total, possible]).toEqual([620, 620]);
    const started = await founder.call(actOnInvitations, {
      body: { action: 'resend', filter, expected: 620 },
    });
    expect(started).toMatchObject({ state: 'running', total: 620, done: 0 });
    expect(await untilDone(started.id)).toMatchObject({ total: 620, done: 620, refused: [] });
    const [mails] = await askDatabase(
      server,
      `select count(*)::int as all, count(distinct about_id)::int as people from mail
       where about_id in (select invitation_id from invitation_batch_item where batch_id = $1)`,
      [started.id],
    );
    expect(mails).toEqual({ all: 620, people: 620 });
  });

  it('reads each of many twice, not all of them for each chunk', async () => {
    const many = 3000;
    await seedInvitations(server, 'fi', many);
    const filter = { language: 'fi', state: 'unsent' };
    const read = await rowsRead(server, 'invitation_batch_item');
    const { id } = await founder.call(actOnInvitations, {
      body: { action: 'revoke', filter, expected: many },
    });
    expect(await untilDone(id)).toMatchObject({ done: many, refused: [] });
    expect(((await rowsRead(server, 'invitation_batch_item')) - read) / many).toBeLessThan(4);
  }, 40_000);

  it('refuses a filter that holds more than one was told, and a half-said order', async () => {
    await seedInvitations(server, 'el', 3);
    const refused = async (body: object) => {
      const answer = await send(founder, actOnInvitations, { body });
      return [answer.status, Object.keys((answer.body['fields'] as object | undefined) ?? {})];
    };
    const filter = { language: 'el' };
    expect(await refused({ action: 'revoke', filter, expected: 2 })).toEqual([422, ['expected']]);
    expect(await refused({ action: 'revoke', filter })).toEqual([422, ['expected']]);
    expect(await refused({ action: 'revoke' })).toEqual([422, ['ids']]);
    expect(await refused({ action: 'extend', ids: [await invite()] })).toEqual([422, ['until']]);
    expect(await refused({ action: 'extend', ids: [await invite()], days: 3, until: '2030-01-01' })).toEqual([
      422,
      ['until'],
    ]);
    expect(await refused({ action: 'revoke', ids: [await invite()], days: 3 })).toEqual([422, ['days']]);
    expect(await refused({ action: 'extend', ids: [await invite()], until: '2020-01-01' })).toEqual([
      422,
      ['until'],
    ]);
    const past = { action: 'extend', ids: [await invite()], until: '2020-01-01' };
    const told = await send(founder, previewBatch, { body: past });
    expect([told.status, Object.keys(told.body['fields'] ?? {})]).toEqual([422, ['until']]);
  });

  it('ends with the right of who started it', async () => {
    await seedInvitations(server, 'sv', 300);
    const member = await makeMember(server, {
      slug: founder.slug,
      username: 'leaves',
      permissions: ['user-registration:access'],
    });
    const { id } = await member.call(actOnInvitations, {
      body: { action: 'revoke', filter: { language: 'sv' }, expected: 300 },
    });
    // Written before any worker can see the batch's first chunk, or between two of them.
    await askDatabase(server, 'update permission_grant set ended_at = now() where account_id = $1', [
      member.accountId,
    ]);
    const batch = await untilDone(id);
    expect(batch.done).toBe(300);
    const reasons = batch.refused.map(({ reason }) => reason);
    expect(['no_longer', undefined]).toContain(reasons[0]);
  });
});

describe('limits on sending (P9, T21, T37)', () => {
  const limit = (recipients: number | null) =>
    askDatabase(server, 'update organization_settings set daily_recipients = $1', [recipients]);
  const used = async () => (await founder.call(getSendingLimits)).today.used;

  it('counts people at the edge of the day once, whoever comes at the same time, and places the rest', async () => {
    const ids = await inviteMany(6);
    await limit((await used()) + 4);
    const answers = await Promise.all([
      founder.call(actOnInvitations, { body: { action: 'resend', ids: ids.slice(0, 3) } }),
      founder.call(actOnInvitations, { body: { action: 'resend', ids: ids.slice(3) } }),
      founder.call(registerPerson, {
        body: { account: { email: 'edge@batch.example' }, delivery: { channel: 'email' } },
      }),
    ]);
    const { today } = await founder.call(getSendingLimits);
    expect(today).toMatchObject({ left: 0 });
    const [mails] = await askDatabase(
      server,
      `select count(*) filter (where send_at is null)::int as today,
         count(*) filter (where send_at > now())::int as later
       from mail where about_id = any($1)`,
      [[...ids, answers[2].invitation.id]],
    );
    expect(mails).toEqual({ today: 4, later: 3 });
    const postponed = answers[0].postponed + answers[1].postponed + (answers[2].moved ? 1 : 0);
    expect(postponed).toBe(3);
    await limit(null);
  });

  it('lets an operator mail two hundred people an hour, and says when it is possible again', async () => {
    const member = await makeMember(server, {
      slug: founder.slug,
      username: 'eager',
      permissions: ['user-registration:access'],
    });
    await seedInvitations(server, 'nl', 205);
    const { id } = await member.call(actOnInvitations, {
      body: { action: 'resend', filter: { language: 'nl' }, expected: 205 },
    });
    expect((await untilDone(id)).refused).toEqual([{ reason: 'inviter_limit', count: 5 }]);
    const { mine } = await member.call(getSendingLimits);
    expect(mine).toMatchObject({ limit: 200, used: 200, left: 0 });
    const refused = await send(member, registerPerson, {
      body: { account: { email: 'one.more@batch.example' }, delivery: { channel: 'email' } },
    });
    expect([refused.status, refused.body['code']]).toEqual([429, 'inviter_limit']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3000);
  });

  it('and not one more, however many of theirs come at the same time (T37)', async () => {
    const member = await makeMember(server, {
      slug: founder.slug,
      username: 'hasty',
      permissions: ['user-registration:access'],
    });
    const ids = await inviteMany(208);
    const resend = (some: readonly string[]) =>
      member.call(actOnInvitations, { body: { action: 'resend', ids: [...some] } });
    await resend(ids.slice(0, 198));
    const last = await Promise.allSettled(
      [198, 200, 202, 204, 206].map((from) => resend(ids.slice(from, from + 2))),
    );
    expect(last.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    const { mine } = await member.call(getSendingLimits);
    expect(mine).toMatchObject({ used: 200, left: 0 });
  });

  it('stops after a flood of bounces, but for corrected addresses', async () => {
    const [id = ''] = await inviteMany(1);
    const soon = { channel: 'email', sendAt: new Date(Date.now() + 1500).toISOString() } as const;
    const queued = await founder.call(registerPerson, {
      body: { account: { email: 'queued.before@batch.example' }, delivery: soon },
    });
    const look = (invitation: string) => founder.call(getInvitation, { params: { id: invitation } });
    await askDatabase(
      server,
      `insert into mail (organization_id, id, account_id, kind, language, about_id, generation, state, finished_at)
       select organization_id, overlay(gen_random_uuid()::text placing 'ffffffff' from 1)::uuid, account_id, 'invitation', 'en', id, n + 1000, 'refused', now()
       from invitation, generate_series(1, 25) n where id = $1`,
      [id],
    );
    await askDatabase(server, `update mail set created_at = now() - interval '2 hours' where about_id = $1`, [
      id,
    ]);
    await askDatabase(server, `update invitation set state = 'bounced', channel = 'email' where id = $1`, [
      id,
    ]);
    expect((await founder.call(getSendingLimits)).stoppedUntil).not.toBeNull();
    const refused = await send(founder, actOnInvitations, { body: { action: 'resend', ids: [id] } });
    expect([refused.status, refused.body['code']]).toEqual([409, 'sending_stopped']);
    expect(refused.body['detail']).toMatch(/again from \d+ [A-Z][a-z]+ \d{4} at \d\d:\d\d\.$/);
    const path = { method: 'POST', path: '/invitations/{id}/resend' } as const;
    expect((await send(founder, path, { id, body: {} })).body['code']).toBe('sending_stopped');
    const corrected = await send(founder, path, { id, body: { email: 'right@batch.example' } });
    expect([corrected.status, corrected.body['state']]).toEqual([200, 'queued']);
    await vi.waitUntil(async () => (await look(id)).state === 'sent', { timeout: 10_000, interval: 100 });

    // What was queued before waits until sending goes on.
    const held = () => look(queued.invitation.id);
    await vi.waitUntil(async () => (await held()).timeline[0]?.kind === 'held_back', {
      timeout: 10_000,
      interval: 100,
    });
    const { stoppedUntil } = await founder.call(getSendingLimits);
    expect(await held()).toMatchObject({ state: 'scheduled', sendAt: stoppedUntil });
    await askDatabase(
      server,
      `update mail set finished_at = now() - interval '25 hours' where about_id = $1 and state = 'refused'`,
      [id],
    );
    expect((await founder.call(getSendingLimits)).stoppedUntil).toBeNull();
    await askDatabase(
      server,
      `with due as (update mail set send_at = now() where about_id = $1 returning id)
       update pgboss.job set start_after = now() from due where name = 'deliver-mail' and data ->> 'id' = due.id::text and state = 'created'`,
      [queued.invitation.id],
    );
    await vi.waitUntil(async () => (await held()).state === 'sent', { timeout: 10_000, interval: 100 });
  });
});
