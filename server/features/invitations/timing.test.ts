import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { editInvitation, extendInvitation, remindInvitation } from '../../../contract/invitation-changes.ts';
import { getInvitation, resendInvitation, revokeInvitation } from '../../../contract/invitations.ts';
import { joinOrganization } from '../../../contract/join.ts';
import { reportBounce } from '../../../contract/mails.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { startMailServer } from '../../../tests/support/mail-server.ts';
import type { MailServer } from '../../../tests/support/mail-server.ts';
import { invitationTokenOf } from '../../../tests/support/mailed-tokens.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { send } from '../../../tests/support/send.ts';
import { goodPassword, startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';
import { remindDue } from './remind-due.ts';

let mail: MailServer;
let server: TestFoyer;
/** Two more on the same database: three workers ask at once. */
let others: TestFoyer[];
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  mail = await startMailServer();
  server = await startTestFoyer({ smtpUrl: mail.url });
  founder = await server.found('Alder Institute');
  others = [];
  for (let i = 0; i < 2; i++) {
    others.push(await startTestFoyer({ smtpUrl: mail.url, database: server.database }));
  }
});
afterAll(async () => {
  for (const other of others) await other.stop();
  await server.stop();
  await mail.stop();
});

let people = 0;
async function invite(
  account: { timeZone?: string; language?: string } = {},
  delivery: { sendAt?: string; channel?: 'email' | 'none' } = {},
) {
  people += 1;
  const email = `t${people}@time.example`;
  const answer = await founder.call(registerPerson, {
    body: { account: { email, ...account }, delivery: { channel: 'email', ...delivery } },
  });
  return { ...answer, email, id: answer.invitation.id };
}

const look = (id: string) => founder.call(getInvitation, { params: { id } });
const until = (id: string, state: string) =>
  vi.waitUntil(async () => (await look(id)).state === state, { timeout: 20_000, interval: 50 });
const mailsTo = (email: string) => mail.mails.filter((one) => one.to === email);
const settled = (email: string, count: number) =>
  vi.waitUntil(() => mailsTo(email).length >= count, { timeout: 20_000, interval: 50 });

async function letPass(id: string, time: string) {
  await askDatabase(
    server,
    'update mail set created_at = created_at - $2::interval where account_id = (select account_id from invitation where id = $1)',
    [id, time],
  );
  await askDatabase(
    server,
    'update invitation set next_reminder_at = next_reminder_at - $2::interval, expires_at = expires_at - $2::interval where id = $1',
    [id, time],
  );
}

/** Three servers at the same moment, as their minute comes. */
async function minute() {
  const [row] = await askDatabase<{ id: string }>(server, 'select id from organization');
  const organizationId = row?.id ?? '';
  await Promise.all(
    [server, ...others].map(({ foyer }) =>
      remindDue({ db: foyer.database.db, jobs: foyer.jobs }, { organizationId, id: organizationId }),
    ),
  );
}

async function sent(account: { timeZone?: string; language?: string } = {}) {
  const invited = await invite(account);
  await settled(invited.email, 1);
  await until(invited.id, 'sent');
  return invited;
}

describe('reminders', () => {
  it('leave after three days, twice, with the same link, once with three servers up', async () => {
    const { id, email } = await sent();
    expect((await look(id)).reminders).toMatchObject({ sent: 0, most: 2 });
    expect((await look(id)).reminders.nextAt).not.toBeNull();
    await letPass(id, '71 hours');
    await minute();
    expect((await look(id)).reminders.sent).toBe(0);
    await letPass(id, '1 hour');
    await minute();
    await settled(email, 2);
    await letPass(id, '3 days');
    await minute();
    await settled(email, 3);
    await letPass(id, '3 days');
    await minute();
    const detail = await look(id);
    expect(detail.reminders).toMatchObject({ sent: 2, nextAt: null });
    expect(detail.timeline.filter((entry) => entry.kind === 'reminded')).toHaveLength(2);
    // Each server has an address of its own here; the token is the link.
    const links = mailsTo(email).map(
      (one) => one.links.find((link) => link.includes('/join#'))?.split('#')[1],
    );
    expect([links.length, new Set(links).size]).toEqual([3, 1]);
    expect(mailsTo(email)[1]?.subject).toMatch(/still open until \w+day/);
  });

  it.each([
    [
      'acceptance',
      async (id: string) => {
        const body = { token: await invitationTokenOf(server, id), password: goodPassword };
        await server.visitor().call(joinOrganization, { body });
      },
    ],
    ['revocation', (id: string) => founder.call(revokeInvitation, { params: { id } })],
    ['expiry', (id: string) => letPass(id, '8 days')],
    [
      'a bounce',
      async (id: string) => {
        const [row] = await askDatabase<{ id: string }>(server, 'select id from mail where about_id = $1', [
          id,
        ]);
        await founder.call(reportBounce, { body: { messageId: `<${row?.id}@localhost>` } });
      },
    ],
  ])('stop at %s', async (_, stop) => {
    const { id, email } = await sent();
    await stop(id);
    await letPass(id, '4 days');
    await minute();
    const [row] = await askDatabase(
      server,
      `select count(*)::int as n from mail where about_id = $1 and kind = 'reminder'`,
      [id],
    );
    expect(row).toEqual({ n: 0 });
    expect(mailsTo(email)).toHaveLength(1);
  });

  it('are left to the server that holds their row, and come once when nobody does', async () => {
    const [held, free] = [await sent(), await sent()];
    for (const { id } of [held, free]) await letPass(id, '4 days');
    const holder = new pg.Client(server.database.superuser);
    await holder.connect();
    await holder.query('begin');
    await holder.query('select from invitation where id = $1 for update', [held.id]);
    const passed = minute();
    const end = await Promise.race([passed.then(() => 'passed by'), sleep(5000, 'waited')]);
    await holder.end();
    await passed;
    expect(end).toBe('passed by');
    expect((await look(held.id)).reminders.sent).toBe(0);
    await minute();
    for (const { id } of [held, free]) {
      // Put off for an hour would say that another server came as well.
      const [row] = await askDatabase(
        server,
        `select reminders, next_reminder_at > now() + interval '2 days' as "inDays",
           (select count(*)::int from mail where about_id = invitation.id and kind = 'reminder') as mails
         from invitation where id = $1`,
        [id],
      );
      expect(row).toEqual({ reminders: 1, inDays: true, mails: 1 });
    }
  });

  it('can be sent by hand, a minute after the last mail', async () => {
    const { id, email } = await sent({ language: 'it' });
    expect((await send(founder, remindInvitation, { id })).status).toBe(429);
    await letPass(id, '2 minutes');
    await Promise.all([1, 2, 3].map(() => send(founder, remindInvitation, { id })));
    await settled(email, 2);
    expect(mailsTo(email)).toHaveLength(2);
    expect(mailsTo(email)[1]?.subject).toContain('riservato fino a');
  });
});

describe('the time on the person’s clock', () => {
  it('comes once, with three servers up', async () => {
    const sendAt = new Date(Date.now() + 2000).toISOString();
    const invited = await Promise.all(Array.from({ length: 12 }, () => invite({}, { sendAt })));
    expect(mail.mails.filter(({ to }) => invited.some(({ email }) => email === to))).toEqual([]);
    for (const { id } of invited) await until(id, 'sent');
    expect(invited.map(({ email }) => mailsTo(email).length)).toEqual(invited.map(() => 1));
  });

  it('is resolved in their zone, and moved where their clocks jump over it', async () => {
    const winter = await invite({ timeZone: 'Asia/Tokyo' }, { sendAt: '2027-06-01T08:00' });
    expect([winter.invitation.sendAt, winter.moved]).toEqual(['2027-05-31T23:00:00.000Z', null]);
    const gap = await invite({ timeZone: 'Europe/Rome' }, { sendAt: '2027-03-28T02:30' });
    expect([gap.invitation.sendAt, gap.moved]).toEqual(['2027-03-28T01:30:00.000Z', 'clock_change']);
    expect((await look(gap.id)).timeZone).toBe('Europe/Rome');
  });

  it('is refused in a zone that nobody knows', async () => {
    const answer = await send(founder, registerPerson, {
      body: {
        account: { email: 'mars@time.example', timeZone: 'Mars/Olympus' },
        delivery: { channel: 'none' },
      },
    });
    expect([answer.status, Object.keys(answer.body['fields'] as object)]).toEqual([
      422,
      ['account.timeZone'],
    ]);
  });
});

describe('extending', () => {
  it('keeps the link, ends on the day in the person’s zone, and revives', async () => {
    const { id } = await sent({ timeZone: 'Asia/Tokyo' });
    await letPass(id, '8 days');
    expect((await look(id)).state).toBe('expired');
    const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    const extended = await founder.call(extendInvitation, { params: { id }, body: { until: day } });
    expect([extended.state, extended.expiresAt]).toEqual(['sent', `${day}T15:00:00.000Z`]);
    const longer = await founder.call(extendInvitation, { params: { id }, body: { days: 30 } });
    expect(Date.parse(longer.expiresAt ?? '') - Date.now()).toBeLessThanOrEqual(30 * 86_400_000);
  });
});

describe('editing (P20)', () => {
  it('changes words, language, population, grants and the time of a mail that waits', async () => {
    const { id, email } = await invite({}, { sendAt: '2027-06-01T08:00' });
    const { version } = await look(id);
    const grants = [{ application: 'settings' as const, permission: 'access' as const, until: '2999-01-01' }];
    const edited = await founder.call(editInvitation, {
      params: { id },
      body: { version, message: 'Benvenuta', language: 'it', population: 'external', grants, sendAt: null },
    });
    expect(edited).toMatchObject({ message: 'Benvenuta', language: 'it', population: 'external', grants });
    await settled(email, 1);
    expect(mailsTo(email)[0]?.subject).toContain('Il suo posto');
    const stale = await send(founder, editInvitation, { id, body: { version, message: null } });
    expect(stale.body['code']).toBe('stale_version');
    const { version: now } = await look(id);
    const ended = await founder.call(editInvitation, { params: { id }, body: { version: now, grants: [] } });
    expect(ended.grants).toEqual([]);
    expect(ended.timeline.filter((entry) => entry.kind === 'edited')).toHaveLength(2);
  });

  it('puts a mail off: the job of its old time sends nothing', async () => {
    const { id, email } = await invite({}, { sendAt: new Date(Date.now() + 2500).toISOString() });
    const { version } = await look(id);
    const body = { version, sendAt: '2027-06-01T08:00:00Z' };
    await founder.call(editInvitation, { params: { id }, body });
    await vi.waitUntil(
      async () => {
        const left = `select 1 from pgboss.job where name = 'deliver-mail' and state in ('created', 'active', 'retry')
          and start_after < now() + interval '1 hour' and data ->> 'id' in (select id::text from mail where about_id = $1)`;
        return (await askDatabase(server, left, [id])).length === 0;
      },
      { timeout: 20_000, interval: 100 },
    );
    expect(mailsTo(email)).toEqual([]);
    expect((await look(id)).state).toBe('scheduled');
  });

  it('grants nothing that the editor does not hold', async () => {
    const { id } = await invite({}, { channel: 'none' });
    const editor = await makeMember(server, {
      slug: founder.slug,
      username: `editor${people}`,
      permissions: ['user-registration:access', 'permissions:can_grant'],
    });
    const grants = [{ application: 'settings', permission: 'access' }];
    const { version } = await look(id);
    const refused = await send(editor, editInvitation, { id, body: { version, grants } });
    expect([refused.status, Object.keys(refused.body['fields'] as object)]).toEqual([
      422,
      ['grants.0.permission'],
    ]);
  });
});

describe('bounces that come later', () => {
  it('mark the mail’s own invitation once, and not a newer link', async () => {
    const { id } = await sent();
    const [row] = await askDatabase<{ id: string }>(server, 'select id from mail where about_id = $1', [id]);
    const body = { messageId: `<${row?.id}@localhost>`, response: '550 5.1.1 unknown\r\nuser' };
    expect((await founder.call(reportBounce, { body })).outcome).toBe('marked');
    expect((await founder.call(reportBounce, { body })).outcome).toBe('noted');
    const { state, timeline } = await look(id);
    expect([state, timeline[0]?.response]).toEqual(['bounced', '550 5.1.1 unknown user']);

    const newer = await sent();
    const [old] = await askDatabase<{ id: string }>(server, 'select id from mail where about_id = $1', [
      newer.id,
    ]);
    await letPass(newer.id, '2 minutes');
    await founder.call(resendInvitation, { params: { id: newer.id } });
    await settled(newer.email, 2);
    await until(newer.id, 'sent');
    expect((await founder.call(reportBounce, { body: { messageId: `${old?.id}@localhost` } })).outcome).toBe(
      'noted',
    );
    const detail = await look(newer.id);
    expect([detail.state, detail.timeline[0]?.kind]).toEqual(['sent', 'earlier_bounced']);
  });

  it('are found by the address, and leave what may still arrive', async () => {
    const { id, email } = await sent();
    expect((await founder.call(reportBounce, { body: { recipient: email, permanent: false } })).outcome).toBe(
      'noted',
    );
    expect((await look(id)).state).toBe('sent');
    const early = { recipient: email, at: '2020-01-01T00:00:00Z' };
    expect((await founder.call(reportBounce, { body: early })).outcome).toBe('unknown');
    expect((await founder.call(reportBounce, { body: { recipient: email } })).outcome).toBe('marked');
    const corrected = await founder.call(resendInvitation, {
      params: { id },
      body: { email: `right${people}@time.example` },
    });
    expect([corrected.account.email, corrected.state]).toEqual([`right${people}@time.example`, 'queued']);
    expect((await founder.call(reportBounce, { body: { recipient: email } })).outcome).toBe('unknown');
    const again = await send(founder, resendInvitation, { id, body: {} });
    expect([again.status, again.body['code']], 'a minute counts for the new address too').toEqual([
      429,
      'too_many_requests',
    ]);
    await settled(corrected.account.email, 1);
    await until(id, 'sent');
    const back = { recipient: corrected.account.email };
    expect((await founder.call(reportBounce, { body: back })).outcome).toBe('marked');
    const taken = await send(founder, resendInvitation, { id, body: { email: founder.email } });
    expect([taken.status, Object.keys(taken.body['fields'] as object)]).toEqual([422, ['email']]);
  });
});
