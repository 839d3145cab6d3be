import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { getInvitation } from '../../../contract/invitations.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { send } from '../../../tests/support/send.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

// Requests that come while others are being answered share a transaction: docs/decisions/063-shared-writes.md.

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
let helper: Visitor;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
  helper = await makeMember(server, {
    slug: founder.slug,
    username: 'helper',
    permissions: ['user-registration:access'],
  });
});
afterAll(() => server.stop());

function register(email: string, more: object = {}, by: Visitor = founder, key?: string) {
  return send(by, registerPerson, {
    body: { account: { email }, delivery: { channel: 'email' }, ...more },
    ...(key !== undefined && { headers: { 'idempotency-key': key } }),
  });
}

async function transactions(like: string): Promise<number> {
  const [row] = await askDatabase(
    server,
    `select count(distinct xmin::text)::int as count from account where email like '${like}'`,
  );
  return Number(row?.['count']);
}

it('registers many who come at once in few transactions, each with an act of its own', async () => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, i) => register(`p${i}@many.example`, {}, i % 2 === 0 ? founder : helper)),
  );
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
  expect(await transactions('%@many.example')).toBeLessThan(20);
  const acts = await askDatabase(
    server,
    `select action, request_id, actor_id from activity where person_id in
      (select id from account where email like '%@many.example')`,
  );
  expect(acts).toHaveLength(80);
  expect(new Set(acts.map((act) => act['request_id'])).size).toBe(40);
  expect(new Set(acts.map((act) => act['actor_id'])).size).toBe(2);
});

it('tells each of many what was stored for it: when it leaves and ends, and its message to the letter', async () => {
  const inDays = (days: number) => `${Temporal.Now.plainDateISO('UTC').add({ days }).toString()}T12:00`;
  const dayOf = (moment: unknown) => String(moment).slice(0, 10);
  const deliveries = [
    { channel: 'email' },
    { channel: 'none' },
    { channel: 'link' },
    { channel: 'email', message: 'Line one\nline "two", {three}, \\x41 \\n and NULL' },
    { channel: 'email', message: 'NULL', sendAt: inDays(5) },
    { channel: 'email', message: '', sendAt: inDays(50) },
    { channel: 'none', message: '\\' },
  ];
  const answers = await Promise.all(
    deliveries.map((delivery, i) => register(`own${i}@moments.example`, { delivery })),
  );
  const told = answers.map(({ body }) => body['invitation'] as { id: string; [name: string]: unknown });
  expect(answers.map(({ status }) => status)).toEqual(deliveries.map(() => 201));
  const kept = await Promise.all(
    told.map(({ id }) => founder.call(getInvitation, { params: { id } }) as Promise<Record<string, unknown>>),
  );
  for (const [place, invitation] of told.entries()) {
    const { channel, message = null, sendAt = null } = deliveries[place] ?? {};
    const { createdAt, expiresAt, version } = kept[place] ?? {};
    expect(invitation).toMatchObject({
      channel,
      createdAt,
      version,
      sentAt: channel === 'link' ? createdAt : null,
    });
    // Its mail may have left meanwhile.
    expect(dayOf(invitation['expiresAt'])).toBe(dayOf(expiresAt));
    expect(kept[place]?.['message'] ?? '').toBe(message ?? '');
    expect(dayOf(kept[place]?.['sendAt'])).toBe(dayOf(sendAt));
  }
  expect(new Set(told.map(({ expiresAt }) => dayOf(expiresAt))).size).toBe(4);
});

it('refuses one for itself, and the others are registered', async () => {
  await register('taken@mixed.example');
  const [taken, malformed, forbidden, link, twin, otherTwin, ...good] = await Promise.all([
    register('TAKEN@mixed.example'),
    register('malformed@mixed.example', { delivery: { channel: 'pigeon' } }),
    register(
      'forbidden@mixed.example',
      { grants: [{ application: 'settings', permission: 'access' }] },
      helper,
    ),
    register('link@mixed.example', { delivery: { channel: 'link' } }),
    register('twin@mixed.example'),
    register('twin@mixed.example'),
    ...Array.from({ length: 10 }, (_, i) => register(`good${i}@mixed.example`)),
  ]);
  expect(taken?.body['fields']).toHaveProperty(['account.email']);
  expect(malformed?.body['fields']).toHaveProperty(['delivery.channel']);
  expect(forbidden?.body['fields']).toHaveProperty(['grants.0.permission']);
  expect([taken, malformed, forbidden].map((answer) => answer?.status)).toEqual([422, 422, 422]);
  expect([link?.status, typeof link?.body['link']]).toEqual([201, 'string']);
  expect([twin?.status, otherTwin?.status].toSorted()).toEqual([201, 422]);
  expect(good.map(({ status }) => status)).toEqual(good.map(() => 201));
});

it('numbers nobody’s name after one who was refused', async () => {
  await register('in.use@names.example');
  const [, refused, fine] = await Promise.all([
    register('first@names.example'),
    register('in.use@names.example', { account: { email: 'in.use@names.example', username: 'lone.name' } }),
    register('lone.name@names.example'),
  ]);
  expect(refused?.status).toBe(422);
  expect(fine?.body).toMatchObject({ account: { username: 'lone.name' } });
});

it('carries out what has the same key once, and keeps each answer under its own (P32)', async () => {
  const keys = Array.from({ length: 8 }, () => randomUUID());
  const ask = () => Promise.all(keys.map((key, i) => register(`key${i}@once.example`, {}, founder, key)));
  const [first, second] = await Promise.all([ask(), ask()]);
  const again = await ask();
  expect(again.map(({ status }) => status)).toEqual(keys.map(() => 201));
  for (const [i, answer] of again.entries()) {
    const email = `key${i}@once.example`;
    expect(answer.body).toMatchObject({ account: { email } });
    for (const other of [first[i], second[i]]) expect([201, 409]).toContain(other?.status);
  }
  const [row] = await askDatabase(
    server,
    `select count(*)::int as count from account where email like '%@once.example'`,
  );
  expect(row).toEqual({ count: 8 });
});
