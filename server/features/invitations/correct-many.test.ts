import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { actOnInvitations, getInvitationBatch, previewBatch } from '../../../contract/invitation-batches.ts';
import { getInvitation, resendInvitation, revokeInvitation } from '../../../contract/invitations.ts';
import { inspectInvitation } from '../../../contract/join.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { invitationTokenOf } from '../../../tests/support/mailed-tokens.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { seedInvitations } from '../../../tests/support/seed-invitations.ts';
import { send } from '../../../tests/support/send.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';
import { chunkSize } from './run-batch.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

const domain = { from: 'exmaple.org', to: 'example.org' };
let people = 0;
async function invite(
  channel: 'email' | 'none' = 'none',
  email = `c${(people += 1)}@${domain.from}`,
  sendAt?: string,
) {
  const body = { account: { email }, delivery: { channel, ...(sendAt && { sendAt }) } };
  return (await founder.call(registerPerson, { body })).invitation.id;
}
const matchesNew = expect.stringContaining(`@${domain.to}`) as string;
const look = (id: string) => founder.call(getInvitation, { params: { id } });
const emailOf = async (id: string) => (await look(id)).account.email;
const order = (ids: readonly string[], changed: object = domain) =>
  ({ action: 'correct', ids: [...ids], domain: changed }) as never;
const correct = (ids: readonly string[], visitor: Visitor = founder) =>
  visitor.call(actOnInvitations, { body: order(ids) });
const state = async (token: string) => {
  const { body } = await send(server.visitor(), inspectInvitation, { body: { token } });
  return body['state'] ?? body['code'];
};

describe('correcting the addresses of many', () => {
  it('puts the right domain, mails who was mailed again at once, and ends the links that went out', async () => {
    const sent = await invite('email', `Anna.Rossi@${domain.from}`);
    await vi.waitUntil(async () => (await look(sent)).state === 'sent', { timeout: 10_000 });
    const silent = await invite();
    const old = await invitationTokenOf(server, sent);
    const batch = await correct([sent, silent]);
    expect(batch).toMatchObject({ action: 'correct', state: 'done', total: 2, done: 2, refused: [] });
    expect(await emailOf(sent)).toBe(`Anna.Rossi@${domain.to}`);
    expect(await state(old)).toBe('invitation_revoked');
    expect(await state(await invitationTokenOf(server, sent))).toBe('open');
    expect(await look(silent)).toMatchObject({
      state: 'unsent',
      account: { email: `c${people}@${domain.to}` },
    });
    const events = await askDatabase(
      server,
      `select kind, batch_id = $2 as same from invitation_event where invitation_id = any($1)
         and kind in ('address_corrected', 'resent') order by kind`,
      [[sent, silent], batch.id],
    );
    expect(events).toEqual(
      ['address_corrected', 'address_corrected', 'resent'].map((kind) => ({ kind, same: true })),
    );
  });

  it.each(['one', 'many'])(
    'of %s: what is silent stays silent, what waits for its day leaves then',
    async (how) => {
      const sendAt = new Date(Date.now() + 3 * 86_400_000).toISOString();
      const silent = await invite();
      const later = await invite('email', undefined, sendAt);
      const old = await invitationTokenOf(server, later);
      const before = await look(later);
      const ids = [silent, later];
      const correctOne = async (id: string) => {
        const body = { email: (await emailOf(id)).replace(domain.from, domain.to) };
        await founder.call(resendInvitation, { params: { id }, body });
        // The same address once more changes nothing, least of all the moment.
        await founder.call(resendInvitation, { params: { id }, body });
      };
      if (how === 'many') await correct(ids);
      else await Promise.all(ids.map(correctOne));
      expect(await look(silent)).toMatchObject({ state: 'unsent', account: { email: matchesNew } });
      expect(await look(later)).toMatchObject({
        state: 'scheduled',
        sendAt,
        expiresAt: before.expiresAt,
        account: { email: matchesNew },
      });
      expect((await look(later)).timeline.map(({ kind }) => kind)).toEqual([
        'scheduled',
        'address_corrected',
        'scheduled',
        'invited',
      ]);
      expect(await state(old)).toBe('invitation_revoked');
      const mails = await askDatabase(
        server,
        `select about_id, state, send_at from mail where about_id = any($1) and state <> 'dropped'`,
        [ids],
      );
      expect(mails).toEqual([{ about_id: later, state: 'queued', send_at: new Date(sendAt) }]);
      const acts = await askDatabase<{ action: string }>(
        server,
        `select action from activity where subject_id = any($1) and action in ('invitation.sent', 'invitation.resent')`,
        [ids],
      );
      expect(acts).toEqual([]);
    },
  );

  it('is one entry of the activity that tells both domains', async () => {
    const { id } = await correct([await invite(), await invite()]);
    const acts = await askDatabase(
      server,
      `select action, count, fields, before, after from activity join activity_detail on activity_id = activity.id
       where activity.subject_id = $1`,
      [id],
    );
    expect(acts).toEqual([
      {
        action: 'invitation.address_corrected',
        count: 2,
        fields: ['domain'],
        before: { domain: domain.from },
        after: { domain: domain.to },
      },
    ]);
  });

  it('leaves who has another domain, whose new address is taken, and what is not open any more', async () => {
    const good = await invite();
    const other = await invite('none', 'someone@elsewhere.example');
    const taken = await invite('none', `twin@${domain.from}`);
    await invite('none', `TWIN@${domain.to}`);
    const revoked = await invite();
    await founder.call(revokeInvitation, { params: { id: revoked } });
    const longest = `${'x'.repeat(30)}.${'y'.repeat(60)}.${'z'.repeat(60)}.${'w'.repeat(60)}.example`;
    const ids = [good, other, taken, revoked];
    const before = await Promise.all(ids.slice(1).map(emailOf));
    const refused = expect.arrayContaining([
      { reason: 'other_domain', count: 1 },
      { reason: 'email_taken', count: 1 },
      { reason: 'already_revoked', count: 1 },
    ]) as unknown;
    const asked = await founder.call(previewBatch, { body: order(ids) });
    expect(asked).toMatchObject({ total: 4, possible: 1, refused });
    expect(await correct(ids)).toMatchObject({ done: 4, refused });
    expect(await Promise.all(ids.slice(1).map(emailOf))).toEqual(before);

    const long = [await invite('none', `${'l'.repeat(64)}@${domain.from}`)];
    const said = { possible: 0, refused: [{ reason: 'email_too_long', count: 1 }] };
    const tooLong = order(long, { from: domain.from, to: longest });
    expect(await founder.call(previewBatch, { body: tooLong })).toMatchObject(said);
    expect(await founder.call(actOnInvitations, { body: tooLong })).toMatchObject({ refused: said.refused });
  });

  it('leaves whose new address another one took between its look and its write', async () => {
    const id = await invite('none', `race@${domain.from}`);
    const rival = await invite('none', 'race@rival.example');
    const holder = new pg.Client(server.database.superuser);
    await holder.connect();
    await holder.query('begin');
    await holder.query('select from account where email = $1 for update', [`race@${domain.from}`]);
    const many = send(founder, actOnInvitations, { body: order([id]) });
    const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    await vi.waitUntil(async () => (await askDatabase(server, waits)).length > 0, { timeout: 10_000 });
    const path = { method: 'POST', path: '/invitations/{id}/resend' } as const;
    const one = await send(founder, path, { id: rival, body: { email: `race@${domain.to}` } });
    await holder.end();
    const { status, body } = await many;
    expect([one.status, status]).toEqual([200, 202]);
    expect(body['refused']).toEqual([{ reason: 'email_taken', count: 1 }]);
    expect(await emailOf(id)).toBe(`race@${domain.from}`);
  });

  it('who finds no room under a limit keeps the address too, as one does', async () => {
    const ids = [];
    for (let left = 3; left > 0; left--) ids.push(await invite('email'));
    const member = await makeMember(server, {
      slug: founder.slug,
      username: 'eager',
      permissions: ['user-registration:access'],
    });
    await askDatabase(
      server,
      `insert into mail_recipient (organization_id, day, account_id, asked_by, at)
       select organization_id, current_date - 1, gen_random_uuid(), $1, now() from organization_settings, generate_series(1, 199)`,
      [member.accountId],
    );
    const batch = await correct(ids, member);
    expect(batch.refused).toEqual([{ reason: 'inviter_limit', count: 2 }]);
    const emails = await Promise.all(ids.map(emailOf));
    expect(emails.filter((email) => email.endsWith(domain.to))).toHaveLength(1);
    const mailed = await askDatabase(
      server,
      `select 1 from invitation_event where invitation_id = any($1) and kind in ('resent', 'address_corrected')`,
      [ids],
    );
    expect(mailed).toHaveLength(2);
  });

  it('says two domains, of which neither is wrong', async () => {
    const ids = [await invite()];
    const refused = async (body: object) => {
      const answer = await send(founder, previewBatch, { body: { ids, ...body } });
      return [answer.status, Object.keys((answer.body['fields'] as object | undefined) ?? {})];
    };
    expect(await refused({ action: 'correct' })).toEqual([422, ['domain']]);
    expect(await refused({ action: 'revoke', domain })).toEqual([422, ['domain']]);
    expect(await refused({ action: 'correct', domain: { from: 'exmaple.org', to: 'x' } })).toEqual([
      422,
      ['domain.to'],
    ]);
    expect(await refused({ action: 'correct', domain: { from: 'Same.org', to: '@same.org ' } })).toEqual([
      422,
      ['domain.to'],
    ]);
  });

  it('takes all that a filter holds in the background', async () => {
    const count = chunkSize + 50;
    await seedInvitations(server, 'pt', count);
    const { id } = await founder.call(actOnInvitations, {
      body: {
        action: 'correct',
        filter: { language: 'pt' },
        expected: count,
        domain: { from: 'SEED.example', to: 'grown.example' },
      } as never,
    });
    const get = () => founder.call(getInvitationBatch, { params: { id } });
    await vi.waitUntil(async () => (await get()).state === 'done', { timeout: 30_000, interval: 50 });
    expect(await get()).toMatchObject({ done: count, refused: [] });
    const grown = await askDatabase(
      server,
      `select 1 from account where email_canonical like 'pt%@grown.example'`,
    );
    expect(grown).toHaveLength(count);
  });
});
