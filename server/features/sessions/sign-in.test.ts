import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { getSession, signIn, askForPasswordReset } from '../../../contract/sessions.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { rawRequest } from '../../../tests/support/raw-request.ts';
import { send } from '../../../tests/support/send.ts';
import type { Answer } from '../../../tests/support/send.ts';
import { goodPassword, startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer({ trustProxy: ['127.0.0.1/32'] });
  founder = await server.found('Alder Institute');
  await server.found('Zebra Harbour');
});
afterAll(() => server.stop());

const organization = 'alder-institute';
let networks = 0;
const anywhere = () => `172.16.${(networks += 1) >> 8}.${networks & 255}`;

function tryToSignIn(
  login: string,
  password: string,
  address = anywhere(),
  more: object = {},
): Promise<Answer> {
  return send(server.visitor(), signIn, {
    body: { organization, login, password, ...more },
    headers: { 'x-forwarded-for': address },
  });
}

const member = (username: string) => makeMember(server, { slug: organization, username });

/** As if so long had passed for every counter. */
const letPass = (seconds: number, prefix = '') =>
  askDatabase(server, 'update rate_limit set expire = expire - $1 where key like $2', [
    seconds * 1000,
    `${prefix}%`,
  ]);

describe('with', () => {
  it('email or username, in any case', async () => {
    await member('anna.rossi');
    for (const login of [
      'anna.rossi',
      'ANNA.Rossi',
      'anna.rossi@alder-institute.example',
      'Anna.Rossi@ALDER-institute.Example',
      ' anna.rossi ',
    ]) {
      expect((await tryToSignIn(login, goodPassword)).status, login).toBe(201);
    }
  });

  it('the password in another normal form, and no other', async () => {
    const { account, link } = await founder.call(registerPerson, {
      body: { account: { email: 'zoe@alder.example' }, delivery: { channel: 'link' } },
    });
    const password = 'Zo\u00eb rides a green tram';
    await send(
      server.visitor(),
      { method: 'POST', path: '/join' },
      { body: { token: link?.split('#')[1], password } },
    );
    const tries = [
      'Zoe\u0308 rides a green tram',
      password,
      ` ${password}`,
      password.toLowerCase(),
      `${password}\u0000`,
      password.slice(0, -1),
    ];
    const answers = [];
    for (const given of tries) answers.push((await tryToSignIn(account.username, given)).status);
    expect(answers).toEqual([201, 201, 401, 401, 401, 401]);
  });

  it('no letter that only looks like one of the name’s (T14, T15)', async () => {
    await member('mike.ibsen');
    for (const login of [
      'mi\u212ae.ibsen',
      'm\u0131ke.ibsen',
      'ｍike.ibsen',
      'mike.ibs\u0435n',
      'mike.ibsen\u200d',
      'ᴹike.ibsen',
      'mike.ibsen%00',
      'mike.ibsen\u0000',
    ]) {
      expect([400, 401]).toContain((await tryToSignIn(login, goodPassword)).status);
    }
  });

  it('nothing but a text for each (T13, P7)', async () => {
    for (const wrong of [null, [], ['founder'], {}, { $ne: '' }, 1, true]) {
      const bodies = [
        { login: wrong, password: goodPassword },
        { login: 'founder', password: wrong },
      ];
      for (const body of bodies) {
        expect((await send(server.visitor(), signIn, { body: { organization, ...body } })).status).toBe(400);
      }
    }
  });

  it('the organization’s name where there are several, whether or not the login exists (ruling 13)', async () => {
    for (const login of ['founder', 'nobody.at.all']) {
      const answer = await send(server.visitor(), signIn, { body: { login, password: goodPassword } });
      expect([answer.status, answer.body['code']]).toEqual([422, 'organization_needed']);
    }
  });

  it('no account of another organization', async () => {
    await member('only.here');
    const answer = await tryToSignIn('only.here', goodPassword, anywhere(), {
      organization: 'zebra-harbour',
    });
    expect(answer.status).toBe(401);
  });
});

describe('tells nobody whether an account exists (P11)', () => {
  it('by status or body: unknown, invited, wrong password', async () => {
    await founder.call(registerPerson, {
      body: { account: { email: 'invited@alder.example' }, delivery: { channel: 'none' } },
    });
    const said = [];
    for (const login of [
      'nobody',
      'nobody@alder.example',
      'invited',
      'invited@alder.example',
      'founder',
      'x',
      '@',
      'a b',
    ]) {
      const { status, body } = await tryToSignIn(login, 'not the password at all');
      said.push(JSON.stringify({ status, ...body, requestId: '' }));
    }
    expect(new Set(said).size).toBe(1);
    expect(JSON.parse(said[0] ?? '')).toMatchObject({ status: 401, code: 'wrong_credentials' });
  });

  it('by time, at sign-in and when a reset is asked for', async () => {
    for (const username of ['timed.one', 'timed.two', 'timed.three']) await member(username);
    const known = ['timed.one', 'timed.two', 'timed.three'];
    const unknown = ['untimed.one', 'untimed.two', 'untimed.three'];
    const wrong = (login: string) => tryToSignIn(login, 'not the password at all');
    const reset = (login: string) =>
      send(server.visitor(), askForPasswordReset, {
        body: { organization, login },
        headers: { 'x-forwarded-for': anywhere() },
      });
    for (const ask of [wrong, reset]) {
      const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
      for (let round = 0; round < 12; round++) {
        await letPass(1000);
        // So that each reset is sent: no mail stands a minute back.
        await askDatabase(server, `update mail set created_at = created_at - interval '2 hours'`);
        times.known.push(await timeOf(() => ask(known[round % 3] ?? '')));
        times.unknown.push(await timeOf(() => ask(unknown[round % 3] ?? '')));
      }
      const [slow = 0, fast = 0] = [median(times.known), median(times.unknown)].toSorted((a, b) => b - a);
      // Milliseconds, on a busy machine: a difference that a caller could tell apart would be many times this.
      expect(slow, JSON.stringify(times)).toBeLessThan(fast * 2 + 5);
    }
  });

  it('but tells who knows the password that the account is suspended, and notes it', async () => {
    const { accountId } = await member('sus.pended');
    await askDatabase(server, `update account set state = 'suspended' where id = $1`, [accountId]);
    expect((await tryToSignIn('sus.pended', 'not the password at all')).status).toBe(401);
    const answer = await tryToSignIn('sus.pended', goodPassword);
    expect([answer.status, answer.body['code']]).toEqual([403, 'account_suspended']);
    expect(answer.headers.getSetCookie()).toEqual([]);
    const noted = await askDatabase(
      server,
      `select 1 from activity where action = 'session.refused' and subject_id = $1`,
      [accountId],
    );
    expect(noted).toHaveLength(2);
  });
});

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

describe('limits (P6)', () => {
  // The limits' clock stands still: how fast a busy machine hashes decides nothing here.
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const statuses = (answers: readonly Answer[]) => answers.map((answer) => answer.status);

  it('lets ten of many tries at once through for a login, from wherever they come', async () => {
    await member('storm');
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => tryToSignIn('storm', 'not the password at all')),
    );
    expect(statuses(answers).filter((status) => status !== 429)).toHaveLength(10);
    const refused = answers.find((answer) => answer.status === 429);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  });

  it('makes each further try wait longer, also for a name that nobody has', async () => {
    await member('slow.lane');
    for (const login of ['slow.lane', 'no.such.lane']) {
      for (let i = 0; i < 10; i++)
        expect((await tryToSignIn(login, 'not the password at all')).status).toBe(401);
      for (const wait of [1, 2, 4, 8]) {
        const refused = await tryToSignIn(login, 'not the password at all');
        expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([429, wait]);
        await letPass(wait, 'turn');
        expect((await tryToSignIn(login, 'not the password at all')).status).toBe(401);
      }
    }
  });

  it('is not made longer by tries that were refused', async () => {
    await member('patient');
    await Promise.all(Array.from({ length: 60 }, () => tryToSignIn('patient', 'not the password at all')));
    await letPass(1, 'turn');
    expect((await tryToSignIn('patient', goodPassword)).status).toBe(201);
  });

  it('stops at a hundred failures in a row for an account, by both its logins together', async () => {
    await member('target');
    let looked = 0;
    for (const login of ['target', 'target@alder-institute.example']) {
      for (let i = 0; i < 60; i++) {
        await letPass(901, 'login');
        await letPass(901, 'turn');
        if ((await tryToSignIn(login, 'not the password at all')).status === 401) looked += 1;
      }
    }
    expect(looked).toBe(100);
    await letPass(901, 'login');
    expect((await tryToSignIn('target', goodPassword)).status).toBe(429);
  }, 40_000);

  it('forgets the failures when the password was right', async () => {
    await member('forgiven');
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 6; i++)
        await tryToSignIn('forgiven@alder-institute.example', 'not the password at all');
      expect((await tryToSignIn('forgiven', goodPassword)).status).toBe(201);
    }
  });

  it('counts a network whatever the logins, IPv6 by its /64', async () => {
    for (const addresses of [() => '198.51.100.7', (i: number) => `2001:db8:1:2:${i.toString(16)}::1`]) {
      const answers = await Promise.all(
        Array.from({ length: 110 }, (_, i) =>
          tryToSignIn(`name${i}.${i}`, 'x', addresses(i), { organization: 'nowhere' }),
        ),
      );
      expect(statuses(answers).filter((status) => status === 429)).toHaveLength(10);
    }
    expect((await tryToSignIn('anybody', 'x', '2001:db8:1:3::1')).status).toBe(401);
  }, 30_000);

  it('never ends a live session, and who has the mailbox comes back in', async () => {
    const live = await member('locked.out');
    await Promise.all(Array.from({ length: 12 }, () => tryToSignIn('locked.out', 'not the password at all')));
    // The first wait is a second, which a busy machine may spend between these two lines.
    await askDatabase(server, `update rate_limit set expire = expire + 60000 where key like 'turn:%'`);
    expect((await tryToSignIn('locked.out', goodPassword)).status).toBe(429);
    expect((await live.call(getSession)).account.username).toBe('locked.out');
  });

  it('keeps no login or address in its table', async () => {
    await tryToSignIn('very.telling.name', 'x', '203.0.113.77');
    const rows = await askDatabase(server, 'select key from rate_limit');
    expect(JSON.stringify(rows)).not.toMatch(/telling|203\.0\.113/);
  });
});

describe('the session’s secret (P13)', () => {
  it('is new at each sign-in, and ends nobody else’s', async () => {
    const first = await member('twice');
    const before = first.cookie();
    await first.call(signIn, { body: { organization, login: 'twice', password: goodPassword } });
    expect(first.cookie()).not.toBe(before);
    expect(first.cookie().split('.')[2]).toHaveLength(43);
  });

  it('is not in the database', async () => {
    const visitor = await member('hashed');
    const [, secret = ''] = /\.([\w-]{43})$/.exec(visitor.cookie()) ?? [];
    expect(secret).not.toBe('');
    const rows = await askDatabase(server, 'select session::text as row from session');
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('is refused with one character changed, for another session and for another organization', async () => {
    const visitor = await member('exact');
    const [organizationId = '', sessionId = '', secret = ''] = visitor
      .cookie()
      .replace('foyer=', '')
      .split('.');
    const other = (await member('other.one')).cookie().replace('foyer=', '').split('.');
    const flipped = secret.startsWith('A') ? `B${secret.slice(1)}` : `A${secret.slice(1)}`;
    const cookies = [
      [organizationId, sessionId, flipped],
      [organizationId, other[1], secret],
      [sessionId, sessionId, secret],
      [organizationId, sessionId, secret.slice(0, 42)],
      [organizationId, sessionId, ''],
    ];
    for (const parts of cookies) {
      const answer = await send(server.visitor(), getSession, {
        headers: { cookie: `foyer=${parts.join('.')}` },
      });
      expect(answer.status).toBe(401);
    }
  });

  it('goes to the browser with every lock on it', async () => {
    const plain = await tryToSignIn('founder', goodPassword);
    expect(plain.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^foyer=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);

    const secure = await startTestFoyer({
      publicUrl: new URL('https://foyer.example'),
      database: server.database,
    });
    const answer = await rawRequest(secure.origin, {
      method: 'POST',
      target: '/api/v1/session',
      headers: { host: 'foyer.example', origin: 'https://foyer.example', 'content-type': 'application/json' },
      body: JSON.stringify({ organization, login: 'founder', password: goodPassword }),
    });
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(/^__Host-foyer=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
    await secure.stop();
  });
});
