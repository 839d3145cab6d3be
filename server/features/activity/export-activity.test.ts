import { once } from 'node:events';
import http from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportActivity } from '../../../contract/activity.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { apiBase } from '../../../contract/define-route.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { send } from '../../../tests/support/send.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

const makeReader = (username: string) =>
  makeMember(server, { slug: founder.slug, username, permissions: ['activity:access'] });

/** From outside: so many entries of one organization, all of one day long ago. */
async function makeEntries(count: number, day: string): Promise<void> {
  await askDatabase(
    server,
    `insert into activity (organization_id, id, at, action, subject_type, subject_id)
     select id, gen_random_uuid(), $2::timestamptz, 'mail.viewed', 'organization', id
     from organization, generate_series(1, $1) where slug = 'alder-institute'`,
    [count, day],
  );
}

it('is a file of CSV in which nothing is a formula, noted once', async () => {
  const reader = await makeReader('reader');
  const { account } = await founder.call(registerPerson, {
    body: { account: { email: 'luca@alder.example' }, delivery: { channel: 'none' } },
  });
  await askDatabase(
    server,
    `insert into identity (organization_id, account_id, display_name) select organization_id, id, '=HYPERLINK("x")' from account where id = $1`,
    [account.id],
  );
  const answer = await send(reader, exportActivity, { query: `?subject=${account.id}` });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="activity-\d{4}-\d\d-\d\d\.csv"$/,
  );
  const [head = '', ...lines] = answer.text.trimEnd().split('\r\n');
  expect(head).toMatch(/^.?at,action,actor_id,/u);
  expect(lines.map((line) => line.split(',')[1])).toEqual(['invitation.issued', 'account.registered']);
  expect(lines[0]).toContain(`,"'=HYPERLINK(""x"")",luca@alder.example,`);
  const noted = await askDatabase(server, `select actor_id from activity where action = 'activity.exported'`);
  expect(noted).toEqual([{ actor_id: reader.accountId }]);
});

it('is one JSON object per line where that is asked for', async () => {
  const reader = await makeReader('reader.of.json');
  const answer = await send(reader, exportActivity, { query: '?format=jsonl&action=organization' });
  const lines = answer.text.trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { action: string }).action)).toEqual([
    'organization.founded',
  ]);
});

it('holds every entry once, beyond one page', async () => {
  const reader = await makeReader('reader.of.all');
  await makeEntries(2500, '2020-02-02T12:00:00Z');
  const answer = await send(reader, exportActivity, { query: '?from=2020-02-02&to=2020-02-02' });
  const requests = answer.text.trimEnd().split('\r\n').slice(1);
  expect(requests).toHaveLength(2500);
});

it('needs a fresh sign-in, and is neither made nor noted for a HEAD', async () => {
  const reader = await makeReader('stale');
  expect((await send(reader, { method: 'HEAD' as 'GET', path: '/activity/export' })).status).toBe(404);
  await askDatabase(
    server,
    `update session set fresh_at = now() - interval '11 minutes' where account_id = $1`,
    [reader.accountId],
  );
  expect((await send(reader, exportActivity)).status).toBe(428);
  const noted = await askDatabase(
    server,
    `select 1 from activity where action = 'activity.exported' and actor_id = $1`,
    [reader.accountId],
  );
  expect(noted).toEqual([]);
});

it('breaks off when its reader is shut out meanwhile (P15)', async () => {
  const reader = await makeReader('leaver');
  await makeEntries(60_000, '2020-03-03T12:00:00Z');
  const request = http.get(
    `${server.origin.replace('localhost', '127.0.0.1')}${apiBase}/activity/export?from=2020-03-03&to=2020-03-03`,
    { headers: { cookie: reader.cookie(), host: new URL(server.origin).host } },
  );
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage];
  expect(answer.statusCode).toBe(200);
  await askDatabase(server, 'update session set ended_at = now() where account_id = $1', [reader.accountId]);
  let read = 0;
  const broken = await new Promise<boolean>((resolve) => {
    answer.on('data', (part: Buffer) => (read += part.length));
    answer.on('end', () => resolve(false));
    answer.on('error', () => resolve(true));
  });
  expect(broken).toBe(true);
  expect(read).toBeLessThan(60_000 * 100);
});
