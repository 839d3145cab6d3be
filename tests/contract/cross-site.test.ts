import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RouteDefinition } from '../../contract/define-route.ts';
import { apiBase } from '../../contract/define-route.ts';
import { registerPerson } from '../../contract/registration.ts';
import { allRoutes } from '../../contract/routes.ts';
import { askDatabase } from '../support/ask-database.ts';
import { rawRequest } from '../support/raw-request.ts';
import { sampleBody } from '../support/sample-requests.ts';
import { startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer } from '../support/test-foyer.ts';

// P16, made from the contract: no write of another site succeeds, signing in and joining included.

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
let invited: { readonly account: string; readonly invitation: string };
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
  const { account, invitation } = await founder.call(registerPerson, {
    body: { account: { email: 'anna@alder.example' }, delivery: { channel: 'none' } },
  });
  invited = { account: account.id, invitation: invitation.id };
});
afterAll(() => server.stop());

/** Everything that a write could have changed; the counters of the limits and the time of a look apart. */
async function world(): Promise<unknown> {
  const tables = [
    'account',
    'invitation',
    'invitation_event',
    'permission_grant',
    'password',
    'activity',
    'mail',
  ];
  const parts = tables.map(
    (table) => `(select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from ${table} t)`,
  );
  const live = '(select count(*) from session where ended_at is null)';
  const [row] = await askDatabase(
    server,
    `select ${[...parts, live].map((part, i) => `${part} as c${i}`).join(', ')}`,
  );
  return row;
}

interface Trick {
  readonly named: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly code: 'cross_site' | 'unsupported_media_type';
}

const ours = () => ({ origin: server.origin });

function tricks(body: string): readonly Trick[] {
  const json = { 'content-type': 'application/json' };
  return [
    { named: 'a foreign Origin', headers: { ...json, origin: 'https://evil.example' }, code: 'cross_site' },
    {
      named: 'a longer name that begins like ours',
      headers: { ...json, origin: `${server.origin}.evil.example` },
      code: 'cross_site',
    },
    {
      named: 'our host by another scheme',
      headers: { ...json, origin: server.origin.replace('http', 'https') },
      code: 'cross_site',
    },
    { named: 'another port', headers: { ...json, origin: 'http://localhost:1' }, code: 'cross_site' },
    { named: 'the Origin null', headers: { ...json, origin: 'null' }, code: 'cross_site' },
    { named: 'no Origin', headers: json, code: 'cross_site' },
    {
      named: 'Sec-Fetch-Site cross-site',
      headers: { ...json, ...ours(), 'sec-fetch-site': 'cross-site' },
      code: 'cross_site',
    },
    {
      named: 'Sec-Fetch-Site same-site',
      headers: { ...json, ...ours(), 'sec-fetch-site': 'same-site' },
      code: 'cross_site',
    },
    {
      named: 'text/plain',
      headers: { ...ours(), 'content-type': 'text/plain' },
      code: 'unsupported_media_type',
    },
    {
      named: 'text/plain with a charset',
      headers: { ...ours(), 'content-type': 'TEXT/plain;charset=UTF-8' },
      code: 'unsupported_media_type',
    },
    {
      named: 'a form',
      headers: { ...ours(), 'content-type': 'application/x-www-form-urlencoded' },
      code: 'unsupported_media_type',
    },
    {
      named: 'a multipart form',
      headers: { ...ours(), 'content-type': 'multipart/form-data; boundary=x' },
      code: 'unsupported_media_type',
    },
    {
      named: 'a form without a body',
      headers: { ...ours(), 'content-type': 'text/plain' },
      body: '',
      code: 'unsupported_media_type',
    },
  ].map((trick) => ({ body, ...trick }) as Trick);
}

const writes = allRoutes.filter((route) => route.method !== 'GET');

describe('with the cookie of who is signed in', () => {
  it.each(writes)('$name changes nothing for another site', async (route) => {
    const before = await world();
    const body = JSON.stringify(sampleBody(route, { accountId: invited.account }) ?? {});
    const told = [];
    for (const { named, headers, body: sent = body, code } of tricks(body)) {
      const answer = await rawRequest(server.origin, {
        method: route.method,
        target: addressOf(route),
        headers: { ...headers, cookie: founder.cookie(), 'content-length': String(Buffer.byteLength(sent)) },
        body: sent,
      });
      const got = (JSON.parse(answer.text) as { code?: string }).code;
      if (got !== code) told.push(`${named}: ${answer.status} ${got}`);
    }
    expect(told).toEqual([]);
    expect(await world()).toEqual(before);
  });
});

it('lets a program in that has no cookie and says no Origin', async () => {
  const answer = await rawRequest(server.origin, {
    method: 'POST',
    target: `${apiBase}/session`,
    headers: { 'content-type': 'application/json', 'content-length': '42' },
    body: JSON.stringify({ login: 'nobody', password: 'nothing at' }).padEnd(42),
  });
  expect(answer.status).toBe(401);
});

function addressOf(route: RouteDefinition): string {
  return apiBase + route.path.replace('{id}', invited.invitation);
}
