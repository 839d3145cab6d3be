import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { registerPerson } from '../contract/registration.ts';
import { signIn } from '../contract/sessions.ts';
import { askDatabase } from '../tests/support/ask-database.ts';
import { freePort } from '../tests/support/free-port.ts';
import { send } from '../tests/support/send.ts';
import { startTestFoyer } from '../tests/support/test-foyer.ts';
import type { TestFoyer } from '../tests/support/test-foyer.ts';

const token = 'a token of the operator';
const bearer = { authorization: `Bearer ${token}` };

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  const smtpUrl = `smtp://127.0.0.1:${await freePort()}`;
  server = await startTestFoyer({ metricsToken: token, smtpUrl });
  founder = await server.found('Metric House');
});
afterAll(() => server.stop());

async function metrics(): Promise<string> {
  return (await server.visitor().fetch('/metrics', { headers: bearer })).text();
}

/** Values by name and labels, as Prometheus reads them. */
async function figure(name: string): Promise<number> {
  const line = (await metrics()).split('\n').find((text) => text.startsWith(`${name} `));
  return Number(line?.split(' ').at(-1));
}

it('tells what was refused where, so that guessed passwords show', async () => {
  const body = { organization: founder.slug, login: 'founder', password: 'not the password of anybody' };
  await send(server.visitor(), signIn, { body });
  const refused = 'foyer_refusals_total{route="/api/v1/session",code="wrong_credentials"}';
  await expect.poll(() => figure(refused)).toBe(1);
  await founder.fetch('/api/v1/invitations/01900000-0000-7000-8000-000000000001');
  await expect
    .poll(() => figure('foyer_refusals_total{route="/api/v1/invitations/:id",code="not_found"}'))
    .toBe(1);
});

it('tells of mails that wait, how long the oldest waits beyond its time, and of their jobs', async () => {
  const deliver = (email: string, sendAt?: string) =>
    founder.call(registerPerson, {
      body: { account: { email }, delivery: { channel: 'email', ...(sendAt !== undefined && { sendAt }) } },
    });
  await deliver('now@metric.example');
  await deliver('later@metric.example', new Date(Date.now() + 86_400_000).toISOString());
  await askDatabase(server, `update mail set created_at = created_at - interval '100 seconds'`);
  await vi.waitFor(
    async () => {
      expect(await figure('foyer_mails_waiting{state="scheduled"}')).toBe(1);
      expect(await figure('foyer_mails_waiting{state="queued"}')).toBe(1);
      expect(await figure('foyer_oldest_mail_seconds')).toBeGreaterThanOrEqual(100);
      expect(await figure('foyer_jobs_waiting{queue="deliver-mail",state="deferred"}')).toBeGreaterThan(0);
      expect(await figure('foyer_jobs_total{queue="deliver-mail",result="failed"}')).toBeGreaterThan(0);
    },
    { timeout: 14_000, interval: 500 },
  );
  expect(await figure('foyer_oldest_mail_seconds')).toBeLessThan(200);
});

it('names no person, no organization and no record', async () => {
  const text = await metrics();
  expect(text).not.toMatch(/metric house|metric-house|@|metric\.example|founder/i);
  expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
});

it('is explained in docs/operating.md, all of it and nothing else', async () => {
  const docs = fs.readFileSync(new URL('../docs/operating.md', import.meta.url), 'utf8');
  const explained = new Set([...docs.matchAll(/^\| `(foyer_\w+)/gm)].map(([, name]) => name));
  const told = new Set([...(await metrics()).matchAll(/^# TYPE (foyer_\w+)/gm)].map(([, name]) => name));
  expect([...explained].toSorted()).toEqual([...told].toSorted());
});

describe('/metrics is told to', () => {
  it('who knows the token, by any host name', async () => {
    const statuses = [];
    for (const authorization of [bearer.authorization, 'Bearer another one', token, ''])
      statuses.push((await server.visitor().fetch('/metrics', { headers: { authorization } })).status);
    expect(statuses).toEqual([200, 404, 404, 404]);
  });

  it('nobody who comes through a proxy, where no token is set', async () => {
    const open = await startTestFoyer();
    const ask = async (headers: Record<string, string>) =>
      (await open.visitor().fetch('/metrics', { headers })).status;
    expect(await ask({})).toBe(200);
    expect(await ask({ 'x-forwarded-for': '198.51.100.7' })).toBe(404);
    expect(await ask({ forwarded: 'for=198.51.100.7' })).toBe(404);
    await open.stop();
  });
});
