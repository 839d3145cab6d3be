import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { registerPerson } from '../../contract/registration.ts';
import { allRoutes } from '../../contract/routes.ts';
import { signIn } from '../../contract/sessions.ts';
import { createLog } from '../../server/platform/log.ts';
import { askDatabase } from '../support/ask-database.ts';
import { sampleBody } from '../support/sample-requests.ts';
import { send } from '../support/send.ts';
import type { Answer } from '../support/send.ts';
import { startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer } from '../support/test-foyer.ts';

// P12, P24: what the log says of every route, and what it never does.

interface Line {
  readonly level: string;
  readonly time: string;
  readonly msg?: string;
  readonly requestId?: string;
  readonly [field: string]: unknown;
}

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
const lines: Line[] = [];
const answers: (Answer & { readonly route: string })[] = [];

/** Every text of a body, and what stands beside it; all of them are somebody's. */
const canaries = new Set<string>();

function watch(value: unknown): void {
  // Words of closed sets, like "invitation", stand in routes too.
  if (typeof value === 'string' && value.length > 9 && !/^[a-z_-]+$/.test(value)) canaries.add(value);
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(watch);
}

beforeAll(async () => {
  const logTo = { write: (line: string) => void lines.push(JSON.parse(line) as Line) };
  server = await startTestFoyer({ log: createLog({ logLevel: 'trace', logTo }) });
  founder = await server.found('Canary Harbour');
  const { account, invitation } = await founder.call(registerPerson, {
    body: { account: { email: 'mailed@canary.example' }, delivery: { channel: 'email' } },
  });
  watch('canary.example');
  watch('Canary Harbour');
  for (const route of allRoutes) {
    const body = sampleBody(route, { accountId: account.id });
    watch(body);
    watch(founder.cookie());
    for (const visitor of [server.visitor(), founder]) {
      const headers = {
        authorization: 'Bearer canary-of-a-key',
        referer: 'https://canary-of-a-page.example/',
      };
      const query = route.method === 'GET' ? '?query=canary-of-a-search' : '';
      const answer = await send(visitor, route, { id: invitation.id, query, body, headers });
      answers.push({ ...answer, route: route.path });
    }
  }
  ['canary-of-a-key', 'canary-of-a-page', 'canary-of-a-search'].forEach((canary) => canaries.add(canary));
  await vi.waitUntil(() => lines.filter(({ msg }) => msg === 'request').length >= answers.length, 5000);
});
afterAll(() => server.stop());

it('has one line for each request, with the id that its answer and its problem carry', () => {
  const requests = lines.filter(({ msg }) => msg === 'request');
  for (const { headers, body, status } of answers) {
    const id = headers.get('x-request-id') ?? '';
    const mine = requests.filter(({ requestId }) => requestId === id);
    expect(mine).toMatchObject([{ level: 'info', statusCode: status }]);
    expect(Object.keys(mine[0] ?? {})).toEqual(expect.arrayContaining(['time', 'method', 'route', 'ms']));
    expect(status < 400 || body['requestId']).toBe(status < 400 || id);
  }
});

it('names a request as the activity does', async () => {
  const refused = await send(founder, signIn, {
    body: { organization: 'canary-harbour', login: 'founder', password: 'not the password of anybody' },
  });
  const [entry] = await askDatabase(
    server,
    `select request_id from activity where action = 'session.refused' order by at desc limit 1`,
  );
  expect(entry).toEqual({ request_id: refused.headers.get('x-request-id') });
});

it('names a job by its ids', async () => {
  await vi.waitUntil(() => lines.some(({ msg }) => msg === 'job done'), 10_000);
  const [mail] = await askDatabase(server, `select id, organization_id from mail where kind = 'invitation'`);
  expect(lines.filter(({ about }) => about === mail?.['id'])).toMatchObject([
    { level: 'info', queue: 'deliver-mail', organizationId: mail?.['organization_id'] },
  ]);
});

it('says nothing of what was sent: no cookie, key, token, password, address, search or name', () => {
  const text = JSON.stringify(lines);
  expect(canaries.size).toBeGreaterThan(15);
  for (const canary of canaries) expect(text.includes(canary), `"${canary}" stands in the log`).toBe(false);
});

it('hides what a later hand might log by its usual name', () => {
  const said: string[] = [];
  const log = createLog({ logLevel: 'info', logTo: { write: (line) => said.push(line) } });
  const secret = 'violet harbour sextant plum';
  log.info({ password: secret, token: secret, email: secret, body: { secret }, headers: { cookie: secret } });
  expect(said.join('')).not.toContain(secret);
});
