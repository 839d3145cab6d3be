import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joinOrganization } from '../../../contract/join.ts';
import { registerPerson } from '../../../contract/registration.ts';
import {
  endOneSession,
  endOtherSessions,
  getSession,
  listSessions,
  signIn,
} from '../../../contract/sessions.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { invitationTokenOf } from '../../../tests/support/mailed-tokens.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { send } from '../../../tests/support/send.ts';
import { goodPassword, startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer({ trustProxy: ['127.0.0.1/32'] });
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

const slug = 'alder-institute';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
const newerFirefox = firefox.replaceAll('145', '146');
const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1';

const member = (username: string) => makeMember(server, { slug, username });

async function enter(login: string, from: { ip: string; userAgent: string }): Promise<Visitor> {
  const visitor = server.visitor();
  const answer = await send(visitor, signIn, {
    body: { organization: slug, login, password: goodPassword },
    headers: { 'x-forwarded-for': from.ip, 'user-agent': from.userAgent },
  });
  expect(answer.status).toBe(201);
  return visitor;
}

const idOf = (visitor: Visitor) => visitor.cookie().split('.')[1] ?? '';
const statusOf = async (visitor: Visitor) => (await send(visitor, getSession)).status;

describe('where one is signed in', () => {
  it('is told with device, address and times, this session first and marked', async () => {
    await member('lists');
    const here = await enter('lists', { ip: '203.0.113.5', userAgent: firefox });
    await enter('lists', { ip: '2001:db8:1:2:aaaa::1', userAgent: safari });
    const answer = await send(here, listSessions, { headers: { 'x-forwarded-for': '203.0.113.5' } });
    const items = answer.body['items'] as { createdAt: string; current: boolean }[];
    expect(items).toHaveLength(3);
    expect(items).toMatchObject([
      {
        id: idOf(here),
        current: true,
        device: { browser: 'Firefox', system: 'Linux' },
        address: '203.0.113.5',
        place: 'closed_network',
        sameNetwork: true,
      },
      { current: false, device: { browser: 'Safari', system: 'iPhone' }, sameNetwork: false },
      { current: false, device: { browser: null, system: null }, sameNetwork: false },
    ]);
    for (const { createdAt } of items) expect(Date.parse(createdAt)).toBeGreaterThan(Date.now() - 60_000);
  });

  it('names no session that is over: ended, idle, or of a day ago', async () => {
    const person = await member('old.ones');
    const over = [
      'ended_at = now()',
      `last_seen_at = now() - interval '61 minutes'`,
      `created_at = now() - interval '25 hours'`,
      `expires_at = now()`,
    ];
    for (const change of over) {
      const visitor = await enter('old.ones', { ip: '203.0.113.5', userAgent: firefox });
      await askDatabase(server, `update session set ${change} where id = $1`, [idOf(visitor)]);
    }
    expect((await person.call(listSessions)).items).toHaveLength(1);
  });

  it('is nobody else’s to see or end, not the founder’s either (P18)', async () => {
    const person = await member('private');
    const items = (await founder.call(listSessions)).items.map(({ id }) => id);
    expect(items).not.toContain(idOf(person));
    const elsewhere = await server.found('Zebra Harbour');
    for (const id of [idOf(person), idOf(elsewhere), randomUUIDv7(), 'no-id']) {
      expect((await send(founder, endOneSession, { id })).status).toBe(404);
    }
    expect([await statusOf(person), await statusOf(elsewhere)]).toEqual([200, 200]);
  });
});

describe('ending sessions (P15)', () => {
  it('one: it is out at its next request, twice is unknown', async () => {
    const here = await member('ends.one');
    const there = await enter('ends.one', { ip: '203.0.113.5', userAgent: firefox });
    await here.call(endOneSession, { params: { id: idOf(there) } });
    expect([await statusOf(here), await statusOf(there)]).toEqual([200, 401]);
    expect((await send(here, endOneSession, { id: idOf(there) })).status).toBe(404);
  });

  it('two who end the same: one did, and one entry says so', async () => {
    const here = await member('ends.twice');
    const there = await enter('ends.twice', { ip: '203.0.113.5', userAgent: firefox });
    const answers = await Promise.all([1, 2].map(() => send(here, endOneSession, { id: idOf(there) })));
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([204, 404]);
    const told = await askDatabase(
      server,
      `select 1 from activity where action = 'session.ended' and subject_id = $1`,
      [idOf(there)],
    );
    expect(told).toHaveLength(1);
  });

  it('all others: this one stays, and nobody else’s is touched', async () => {
    const here = await member('ends.all');
    const others = [
      await enter('ends.all', { ip: '203.0.113.5', userAgent: firefox }),
      await enter('ends.all', { ip: '203.0.113.6', userAgent: safari }),
    ];
    const bystander = await member('bystander');
    await here.call(endOtherSessions);
    expect(await Promise.all([here, ...others, bystander].map(statusOf))).toEqual([200, 401, 401, 200]);
    await here.call(endOtherSessions);
  });
});

describe('a mail at a new device', () => {
  const told = (accountId: string) =>
    askDatabase<{ data: Record<string, string> }>(
      server,
      `select data from mail where account_id = $1 and kind = 'new_device' order by id`,
      [accountId],
    );

  it('is sent once per device and network, and not for an update of the browser', async () => {
    const { accountId } = await member('travels');
    expect(await told(accountId)).toEqual([]);
    const office = { ip: '203.0.113.5', userAgent: firefox };
    await enter('travels', office);
    await enter('travels', office);
    await enter('travels', { ...office, userAgent: newerFirefox });
    expect((await told(accountId)).map(({ data }) => data)).toMatchObject([
      { browser: 'Firefox', system: 'Linux', address: '203.0.113.5' },
    ]);
    await enter('travels', { ...office, ip: '203.0.113.77' });
    await enter('travels', { ip: '203.0.113.77', userAgent: safari });
    expect(await told(accountId)).toHaveLength(3);
    const home = '2001:db8:1:2';
    await enter('travels', { ip: `${home}:aaaa::1`, userAgent: safari });
    await enter('travels', { ip: `${home}:bbbb::2`, userAgent: safari });
    expect(await told(accountId)).toHaveLength(4);
  });

  it('is sent once though two sign in at the same moment', async () => {
    const { accountId } = await member('twins');
    const from = { ip: '203.0.113.9', userAgent: firefox };
    await Promise.all([enter('twins', from), enter('twins', from), enter('twins', from)]);
    expect(await told(accountId)).toHaveLength(1);
  });

  it('is not sent for the joining itself, nor for a wrong password', async () => {
    const { account, invitation } = await founder.call(registerPerson, {
      body: { account: { email: 'joins@people.example' }, delivery: { channel: 'link' } },
    });
    const token = await invitationTokenOf(server, invitation.id);
    const headers = { 'x-forwarded-for': '203.0.113.5', 'user-agent': firefox };
    const joined = await send(server.visitor(), joinOrganization, {
      body: { token, password: goodPassword },
      headers,
    });
    expect(joined.status).toBe(201);
    await send(server.visitor(), signIn, {
      body: { organization: slug, login: 'joins@people.example', password: 'not what it is at all' },
      headers: { ...headers, 'user-agent': safari },
    });
    await enter('joins@people.example', { ip: '203.0.113.5', userAgent: firefox });
    expect(await told(account.id)).toEqual([]);
    await enter('joins@people.example', { ip: '203.0.113.5', userAgent: safari });
    expect(await told(account.id)).toHaveLength(1);
  });
});

describe('lifetimes by the settings (P14)', () => {
  const set = (change: string) => askDatabase(server, `update organization_settings set ${change}`);

  it('a shorter one counts for the next session and for those that have begun', async () => {
    const begun = await member('shortened');
    await askDatabase(
      server,
      `update session set created_at = now() - interval '3 hours', last_seen_at = now() - interval '10 minutes' where id = $1`,
      [idOf(begun)],
    );
    expect(await statusOf(begun)).toBe(200);
    await set('session_hours = 2');
    expect(await statusOf(begun)).toBe(401);
    const next = await enter('shortened', { ip: '203.0.113.5', userAgent: firefox });
    const [row] = await askDatabase<{ life: number; idle: number }>(
      server,
      'select extract(epoch from expires_at - created_at)::int as life, idle_seconds as idle from session where id = $1',
      [idOf(next)],
    );
    expect(row).toEqual({ life: 7200, idle: 3600 });
    await set('session_hours = 24, session_idle_minutes = 5');
    await askDatabase(
      server,
      `update session set last_seen_at = now() - interval '6 minutes' where id = $1`,
      [idOf(next)],
    );
    expect(await statusOf(next)).toBe(401);
    await set('session_idle_minutes = 60');
  });

  it('nobody stays signed in where the settings offer none', async () => {
    await member('would.stay');
    await set('stay_signed_in_days = 0');
    const answer = await send(server.visitor(), signIn, {
      body: { organization: slug, login: 'would.stay', password: goodPassword, staySignedIn: true },
    });
    expect(answer.headers.getSetCookie()[0]).not.toContain('Expires');
    await set('stay_signed_in_days = 7');
    const week = await send(server.visitor(), signIn, {
      body: { organization: slug, login: 'would.stay', password: goodPassword, staySignedIn: true },
    });
    const [, expires = ''] = /Expires=([^;]+)/.exec(week.headers.getSetCookie()[0] ?? '') ?? [];
    expect(Math.round((Date.parse(expires) - Date.now()) / 86_400_000)).toBe(7);
    await set('stay_signed_in_days = 30');
  });
});
