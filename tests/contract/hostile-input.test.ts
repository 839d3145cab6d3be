import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiBase } from '../../contract/define-route.ts';
import type { RouteDefinition } from '../../contract/define-route.ts';
import { registerPerson } from '../../contract/registration.ts';
import { allRoutes } from '../../contract/routes.ts';
import { askDatabase } from '../support/ask-database.ts';
import { sampleBody } from '../support/sample-requests.ts';
import { send } from '../support/send.ts';
import type { Answer } from '../support/send.ts';
import { startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../support/test-foyer.ts';

// P21, P29, T31, T42: made from the contract, so that a route that is added is in here by itself.

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
let ids: { readonly account: string; readonly invitations: string; readonly grants: string };
beforeAll(async () => {
  server = await startTestFoyer({ trustProxy: ['127.0.0.1/32'] });
  founder = await server.found('Alder Institute');
  const { account, invitation } = await founder.call(registerPerson, {
    body: {
      account: { email: 'anna@alder.example' },
      grants: [{ application: 'settings', permission: 'access' }],
      delivery: { channel: 'none' },
    },
  });
  const [grant] = await askDatabase<{ id: string }>(server, 'select id from permission_grant');
  ids = { account: account.id, invitations: invitation.id, grants: grant?.id ?? '' };
});
afterAll(() => server.stop());

/** Signing out would end the caller's session for the tests after it. */
const routes = allRoutes.filter((route) => route.name !== 'signOut');
const withBody = routes.filter((route) => route.body);

function idFor({ path }: RouteDefinition): string {
  if (path.startsWith('/grants')) return ids.grants;
  return /^\/(accounts|identit)/.test(path) ? ids.account : ids.invitations;
}

let callers = 0;
/** As if each came from a network of its own, so that no limit answers in the place of what is tried. */
function ask(
  route: RouteDefinition,
  sent: { id?: string; query?: string; body?: unknown; headers?: Record<string, string> },
  caller: Visitor = founder,
): Promise<Answer> {
  callers += 1;
  const address = `10.${(callers >> 16) & 255}.${(callers >> 8) & 255}.${callers & 255}`;
  return send(caller, route, {
    id: idFor(route),
    ...sent,
    headers: { 'x-forwarded-for': address, ...sent.headers },
  });
}

/** All at once, as many callers would: so the one side of a request need not wait for the other. */
const each = <Item>(items: readonly Item[], attempt: (item: Item) => Promise<void>) =>
  Promise.all(items.map(attempt));

const leaks =
  /select |insert into|update "|node_modules|\.ts:\d|syntax error|relation "|pg_|stack|ECONN|kysely|fastify/i;

function expectRefusal(answer: Answer, about: string): void {
  expect(answer.status, `${about} → ${answer.text}`).toBeGreaterThanOrEqual(400);
  expectSane(answer, about);
}

function expectSane(answer: Answer, about: string): void {
  // 503 is an answer of its own: the hashers are busy.
  expect(answer.status === 503 ? 400 : answer.status, `${about} → ${answer.text}`).toBeLessThan(500);
  expect(answer.text.replaceAll(about, ''), about).not.toMatch(leaks);
  expect(Object.keys(answer.body['fields'] ?? {}).length, about).toBeLessThan(1000);
}

const sample = (route: RouteDefinition) =>
  sampleBody(route, { accountId: ids.account }) as Record<string, unknown> | undefined;

describe('unknown keys (P21)', () => {
  it.each(routes)('$name refuses them in its address', async (route) => {
    const answer = await ask(route, { query: '?unheard=1', body: sample(route) });
    expect([answer.status, answer.body['code']]).toEqual([400, 'malformed_request']);
    expect(answer.body['fields']).toHaveProperty('unheard');
  });

  // An upload is no object of keys.
  it.each(routes.filter((route) => route.method !== 'GET' && !route.upload))(
    '$name refuses them in its body',
    async (route) => {
      const keys = ['unheard', 'constructor', 'toString', 'hasOwnProperty', 'organization_id', 'isFounder'];
      await each(keys, async (key) => {
        const answer = await ask(route, { body: { ...sample(route), [key]: 'x' } });
        expect([answer.status, answer.body['code']], key).toEqual([400, 'malformed_request']);
        expect(Object.keys(answer.body['fields'] ?? {})).toContain(key);
      });
    },
  );

  it.each(withBody)('$name refuses them in every object of its body', async (route) => {
    for (const [key, value] of Object.entries(sample(route) ?? {})) {
      if (typeof value !== 'object' || value === null) continue;
      const answer = await ask(route, { body: { ...sample(route), [key]: { ...value, constructor: 1 } } });
      expect(answer.status, key).toBe(400);
    }
  });
});

describe('what is no JSON of ours (T31, T42)', () => {
  const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
  const bodies = [
    '',
    '{',
    '}',
    '[]',
    'null',
    '1',
    '"text"',
    'true',
    '{"a":}',
    "{'a':1}",
    '{"a":1}{"b":2}',
    '\u0000',
    '{"\\u0000":1}',
    '{"__proto__":{"isFounder":true}}',
    '{"constructor":{"prototype":{"isFounder":true}}}',
    '{"a":1e400}',
    deep,
    `{"a":${deep}}`,
    '{"a":1,"a":2}',
    `{"a":"${'x'.repeat(100_000)}"}`,
    '{"a":NaN}',
    '{"a":"\\ud800"}',
  ];

  it.each(withBody)('$name refuses it', async (route) => {
    await each(bodies, async (body) => {
      const answer = await ask(route, { body, headers: { 'content-type': 'application/json' } });
      expect(answer.status, `${body.slice(0, 60)} → ${answer.text}`).toBe(400);
      expectSane(answer, body);
    });
  });

  it('leaves every object of the program as it was', () => {
    expect('isFounder' in {}).toBe(false);
  });

  it('takes no body of more than a mebibyte', async () => {
    const answer = await ask(registerPerson, { body: JSON.stringify({ a: 'x'.repeat(1_100_000) }) });
    expect([answer.status, answer.body['code']]).toEqual([413, 'too_large']);
  });

  it('takes no other encoding of it', async () => {
    const response = await founder.fetch(apiBase + registerPerson.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: 'not even gzip',
    });
    expect(response.status).toBe(400);
  });
});

const wrongTypes: readonly unknown[] = [
  null,
  true,
  [],
  {},
  [[]],
  0,
  -1,
  1.5,
  2_147_483_648,
  Number.MAX_SAFE_INTEGER,
  1e300,
];
// prettier-ignore
const texts = [
  '', ' ', '\u0000', 'a\u0000b', '\ud800', '\udfff\ud800', '%00', "' or 1=1 --", '\r\n', '\u2028', '__proto__', 'constructor', '1e400',
  'x'.repeat(5000), 'é'.repeat(254), '😀'.repeat(120),
  '0000-01-01', '0001-01-01', '9999-12-31', '2026-02-30', '+275760-09-13T00:00:00.000Z', '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z', '2026-12-22T23:59:59.999999999999+23:59', '00000000-0000-0000-0000-000000000000',
  'a@x.example', 'a\u0000@x.example', 'a@x\u0000.example', '"a b"@x.example', 'a@[127.0.0.1]', `${'a'.repeat(65)}@x.example`, 'xx-XX',
];
const nasty = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.jsonValue({ maxDepth: 3 }));

/** Replaces one leaf of a body, at any depth, by something nasty. */
function spoiled(body: Record<string, unknown>): fc.Arbitrary<Record<string, unknown>> {
  const paths = leaves(body);
  return fc.tuple(fc.constantFrom(...paths), nasty).map(([path, value]) => put(body, path, value));
}

function leaves(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return [
    ...(path.length > 0 ? [[...path]] : []),
    ...Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key])),
  ];
}

function put(
  body: Record<string, unknown>,
  [key = '', ...rest]: readonly string[],
  value: unknown,
): Record<string, unknown> {
  return {
    ...body,
    [key]: rest.length === 0 ? value : put(body[key] as Record<string, unknown>, rest, value),
  };
}

/** With every optional field, so that each is spoiled too. */
const full: Readonly<Record<string, object>> = {
  registerPerson: {
    account: { email: 'b@x.example', username: 'somebody.new', population: 'internal', language: 'en' },
    grants: [{ application: 'permissions', permission: 'access', from: '2027-01-01', until: '2027-01-02' }],
    delivery: { channel: 'email', message: 'hello', sendAt: '2027-01-01T00:00:00Z' },
  },
  grantPermission: {
    application: 'permissions',
    permission: 'access',
    from: '2027-01-01',
    until: '2027-01-02',
    reason: 'because',
  },
  changeGrant: { version: 1, from: '2027-01-01', until: '2027-01-02' },
  previewInvitation: { language: 'en', message: 'hello', username: 'somebody' },
  checkNewPassword: { password: 'violet harbour sextant plum', about: ['anna'] },
  signIn: { login: 'founder', password: 'wrong', organization: 'alder-institute', staySignedIn: true },
  askForPasswordReset: { login: 'nobody', organization: 'alder-institute' },
};

describe('values that are not what they seem (P29)', () => {
  it.each(withBody)('$name never breaks in its body', async (route) => {
    expect.hasAssertions();
    const body = { ...sample(route), ...full[route.name] };
    const tried = async (hostile: object) =>
      expectSane(await ask(route, { body: hostile }), JSON.stringify(hostile));
    for (const path of leaves(body)) {
      await each([...wrongTypes, ...texts], (value) => tried(put(body, path, value)));
    }
    await fc.assert(fc.asyncProperty(spoiled(body), tried), { numRuns: 30, seed: 20_261_122 });
  });

  const asked = routes.filter((route) => route.query);
  it.each(asked)('$name never breaks in its query', async (route) => {
    expect.hasAssertions();
    const names = Object.keys(route.query?.shape ?? {});
    for (const name of names) {
      await each([...texts, '-1', '1.5', '1e300', 'null', '[]'], async (text) => {
        const pair = `${name}=${encodeURIComponent(text.toWellFormed())}`;
        expectSane(await ask(route, { query: `?${pair}` }), pair);
        if (text !== '') expectRefusal(await ask(route, { query: `?${pair}&${pair}` }), pair);
      });
    }
  });

  it.each(routes.filter((route) => route.params))('$name never breaks in its id', async (route) => {
    expect.hasAssertions();
    const hostile = [
      '%00',
      '%ff',
      '%ed%a0%80',
      'x',
      '..%2f..%2f',
      "'",
      '00000000-0000-0000-0000-000000000000',
      '%',
      '%zz',
      'a'.repeat(3000),
      '__proto__',
      'constructor',
      `${ids.invitations}%00`,
    ];
    // Whatever its address calls it: a version is none of the names that are filled in for a test.
    const named = { ...route, path: route.path.replace(/\{\w+\}/, '{id}') };
    await each(hostile, async (id) => expectRefusal(await ask(named, { id, body: sample(route) }), id));
  });

  it('headers neither', async () => {
    const hostile: Record<string, string>[] = [
      { cookie: `foyer=${'x'.repeat(4000)}` },
      {
        cookie:
          'foyer=00000000-0000-0000-0000-000000000000.00000000-0000-0000-0000-000000000000.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      },
      { cookie: 'foyer=%00; __proto__=1; constructor=2' },
      { 'accept-language': 'x,'.repeat(5000) },
      { 'accept-language': '__proto__, constructor;q=0.5' },
      { 'user-agent': 'ÿ'.repeat(1000) },
      { 'x-forwarded-for': 'nonsense, 999.1.1.1, ::ffff:zz' },
      { 'idempotency-key': 'ÿ'.repeat(300) },
    ];
    for (const headers of hostile) {
      const answer = await send(server.visitor(), { method: 'GET', path: '/session' }, { headers });
      expect(answer.status, JSON.stringify(headers).slice(0, 80)).toBe(401);
      const write = await send(founder, registerPerson, {
        headers: 'cookie' in headers ? {} : headers,
        body: { account: {}, delivery: {} },
      });
      expect(write.status).toBe(400);
    }
  });
});
