import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { listActivity } from '../../../contract/activity.ts';
import { createApiKey, listApiKeys, revokeApiKey } from '../../../contract/api-keys.ts';
import { listInvitations } from '../../../contract/invitations.ts';
import { getOutboxMail, listOutbox } from '../../../contract/outbox.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { completePasswordReset } from '../../../contract/sessions.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { callWithKey } from '../../../tests/support/call-with-key.ts';
import { resetTokenOf } from '../../../tests/support/mailed-tokens.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { outcomeOf } from '../../../tests/support/outcome-of.ts';
import { send } from '../../../tests/support/send.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';
import { createLog } from '../../platform/log.ts';
import { readApiKey } from './api-key-text.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
const log: string[] = [];
beforeAll(async () => {
  server = await startTestFoyer({
    trustProxy: ['127.0.0.1/32'],
    log: createLog({ logLevel: 'trace', logTo: { write: (line) => log.push(line) } }),
  });
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

const body = { name: 'Nightly import', permissions: ['user-registration:access' as const] };
const make = (options: object = {}) => founder.call(createApiKey, { body: { ...body, ...options } });
const found = async (id: string) =>
  (await founder.call(listApiKeys, { query: { limit: 200 } })).items.find((key) => key.id === id);
const dayFromNow = (days: number) => Temporal.Now.plainDateISO('UTC').add({ days }).toString();

describe('a new key', () => {
  it('is told once, recognisable, and lives 90 days unless said otherwise', async () => {
    const { key, apiKey } = await make();
    expect(key).toMatch(/^foyer_[\w-]{43}\.[\w-]{43}$/);
    expect(apiKey).toMatchObject({
      ...body,
      state: 'live',
      withoutEffect: [],
      lastUsedAt: null,
      maker: { username: 'founder' },
    });
    expect(apiKey.expiresAt).toBe(`${dayFromNow(91)}T00:00:00Z`.replace('Z', '.000Z'));
    expect(JSON.stringify(await founder.call(listApiKeys, {}))).not.toContain(key.slice(-43));
  });

  it('is in no table and no log in a form that could be used', async () => {
    const { key } = await make();
    await callWithKey(server, key).call(listInvitations, {});
    await send(callWithKey(server, `${key.slice(0, -1)}x`), listInvitations);
    const secret = key.slice(-43);
    const rows = await askDatabase(
      server,
      `select k::text as row from api_key k union all select a::text from idempotent_answer a
       union all select a::text from activity a`,
    );
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(log.join('')).not.toContain(secret.slice(0, -1));
    expect(log.join('')).not.toContain('foyer_');
  });

  it('is not told again to who repeats the request', async () => {
    const asked = () =>
      outcomeOf(
        founder.call(createApiKey, { body: { ...body, name: 'Once' } }, { idempotencyKey: 'one-key' }),
      );
    const outcomes = await Promise.all(Array.from({ length: 8 }, asked));
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(await asked()).toMatchObject({ status: 409, code: 'already_answered' });
    const made = await askDatabase(server, `select 1 from api_key where name = 'Once'`);
    expect(made).toHaveLength(1);
  });

  it('may nothing that its maker may not', async () => {
    const maker = await makeMember(server, {
      slug: founder.slug,
      username: 'maker',
      permissions: ['settings:access'],
    });
    const answer = await send(maker, createApiKey, {
      body: { name: 'Too much', permissions: ['settings:access', 'activity:access'] },
    });
    expect([answer.status, Object.keys(answer.body['fields'] ?? {})]).toEqual([422, ['permissions']]);
    expect(answer.text).toContain('activity:access');
  });

  it.each([
    ['yesterday', { until: dayFromNow(-1) }, 'until'],
    ['beyond a year', { until: dayFromNow(366) }, 'until'],
    ['no permission', { permissions: [] }, 'permissions'],
    ['no name', { name: ' ' }, 'name'],
  ])('is refused: %s', async (_, wrong, field) => {
    const answer = await send(founder, createApiKey, { body: { ...body, ...wrong } });
    expect([answer.status, Object.keys(answer.body['fields'] ?? {})]).toEqual([422, [field]]);
  });

  it('may end today or in a year', async () => {
    for (const until of [dayFromNow(0), dayFromNow(365)]) {
      expect((await send(founder, createApiKey, { body: { ...body, until } })).status).toBe(201);
    }
  });

  it('needs a fresh sign-in, and so does its end', async () => {
    const { apiKey } = await make();
    const stale = await makeMember(server, {
      slug: founder.slug,
      username: 'stale',
      permissions: ['settings:access'],
    });
    await askDatabase(
      server,
      `update session set fresh_at = now() - interval '11 minutes' where account_id = $1`,
      [stale.accountId],
    );
    const asked = { body: { name: 'Late', permissions: ['settings:access'] } };
    expect((await send(stale, createApiKey, asked)).status).toBe(428);
    expect((await send(stale, revokeApiKey, { id: apiKey.id })).status).toBe(428);
    expect((await found(apiKey.id))?.state).toBe('live');
  });
});

describe('a key in use', () => {
  it('is named by the activity beside its maker', async () => {
    const { key, apiKey } = await make({ name: 'Staff sync' });
    const { account } = await callWithKey(server, key).call(registerPerson, {
      body: { account: { email: 'by.key@alder.example' }, delivery: { channel: 'none' } },
    });
    const { items } = await founder.call(listActivity, { query: { subject: account.id } });
    expect(items).toHaveLength(2);
    for (const entry of items) {
      expect(entry).toMatchObject({
        actor: { name: 'founder' },
        apiKey: { id: apiKey.id, name: 'Staff sync' },
      });
    }
  });

  it('notes its last use once a minute', async () => {
    const { key, apiKey } = await make();
    const program = callWithKey(server, key);
    await Promise.all(Array.from({ length: 6 }, () => program.call(listInvitations, {})));
    const first = (await found(apiKey.id))?.lastUsedAt;
    expect(first).not.toBeNull();
    await program.call(listInvitations, {});
    expect((await found(apiKey.id))?.lastUsedAt).toBe(first);
    await askDatabase(
      server,
      `update api_key set last_used_at = last_used_at - interval '61 seconds' where id = $1`,
      [apiKey.id],
    );
    await program.call(listInvitations, {});
    expect((await found(apiKey.id))?.lastUsedAt).not.toBe(first);
  });

  it('is refused beside the cookie of a session', async () => {
    const { key } = await make();
    const answer = await send(founder, listInvitations, { headers: { authorization: `Bearer ${key}` } });
    expect([answer.status, answer.body['code']]).toEqual([400, 'malformed_request']);
  });

  it('writes without an Origin, and not from another site', async () => {
    const { key } = await make();
    const program = callWithKey(server, key);
    const person = (name: string) => ({
      body: { account: { email: `${name}@alder.example` }, delivery: { channel: 'none' } },
    });
    expect((await send(program, registerPerson, person('no.origin'))).status).toBe(201);
    const headers = { origin: 'https://evil.example' };
    expect((await send(program, registerPerson, { ...person('evil'), headers })).status).toBe(403);
  });

  it('is left alone by the passwords of a proxy before us', async () => {
    const headers = { authorization: 'Basic dXNlcjpwYXNz' };
    expect((await send(founder, listInvitations, { headers })).status).toBe(200);
  });

  it('never costs its organization’s other keys anything: wrong ones are counted for their network', async () => {
    const { key } = await make();
    const wrong = callWithKey(server, `${key.slice(0, -4)}AAAA`);
    const from = { headers: { 'x-forwarded-for': '203.0.113.77' } };
    const statuses = new Set<number>();
    for (let tries = 0; tries < 100; tries += 20) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => send(wrong, listInvitations, from)));
      for (const { status } of answers) statuses.add(status);
    }
    expect([...statuses]).toEqual([401]);
    const refused = await send(wrong, listInvitations, from);
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect((await send(callWithKey(server, key), listInvitations, from)).status).toBe(200);
    expect((await send(wrong, listInvitations)).status).toBe(401);
  });

  it.each(['', 'foyer_', 'x'.repeat(5000), `foyer_${'A'.repeat(43)}.${'A'.repeat(43)}`])(
    'is not "%.20s"',
    async (text) => {
      const headers = { authorization: `Bearer ${text}` };
      expect((await send(server.visitor(), listInvitations, { headers })).status).toBe(401);
    },
  );
});

describe('the end of a key', () => {
  it('is one act, however many want it', async () => {
    const { apiKey } = await make();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => send(founder, revokeApiKey, { id: apiKey.id })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 204));
    expect((await found(apiKey.id))?.state).toBe('revoked');
    const entries = await askDatabase(
      server,
      `select 1 from activity where action = 'api_key.revoked' and subject_id = $1`,
      [apiKey.id],
    );
    expect(entries).toHaveLength(1);
  });

  it('shows before it comes, and with its maker', async () => {
    const maker = await makeMember(server, {
      slug: founder.slug,
      username: 'goes',
      permissions: ['settings:access', 'activity:access'],
    });
    const { apiKey } = await maker.call(createApiKey, {
      body: { name: 'Short', permissions: ['activity:access'], until: dayFromNow(3) },
    });
    expect((await found(apiKey.id))?.state).toBe('ends_soon');
    await askDatabase(
      server,
      `update permission_grant set ended_at = now() where account_id = $1 and application = 'activity'`,
      [maker.accountId],
    );
    expect((await found(apiKey.id))?.withoutEffect).toEqual(['activity:access']);
    await askDatabase(server, `update account set state = 'suspended' where id = $1`, [maker.accountId]);
    expect((await found(apiKey.id))?.state).toBe('maker_gone');
  });
});

it('a key is read as it was written, and nothing else is one', async () => {
  const { key, apiKey } = await make();
  expect(readApiKey(key)?.keyId).toBe(apiKey.id);
  expect(readApiKey(` ${key}`)).toBeUndefined();
  expect(readApiKey(key.replace('.', ''))).toBeUndefined();
});

it('a reset of the password ends no key, and its mail says how many are left', async () => {
  const maker = await makeMember(server, {
    slug: founder.slug,
    username: 'forgets',
    permissions: ['settings:access', 'user-registration:access'],
  });
  for (const name of ['One', 'Two', 'Gone']) await maker.call(createApiKey, { body: { ...body, name } });
  const { items: keys } = await founder.call(listApiKeys, { query: { limit: 200 } });
  await maker.call(revokeApiKey, { params: { id: keys.find(({ name }) => name === 'Gone')?.id ?? '' } });
  const token = await resetTokenOf(server, { organization: founder.slug, login: 'forgets' });
  const password = 'violet harbour sextant plum';
  await server.visitor().call(completePasswordReset, { body: { token, password } });
  const mail = await vi.waitUntil(async () => {
    const { items } = await founder.call(listOutbox, {});
    return items.find(({ to, kind }) => to.startsWith('forgets@') && kind === 'password_changed');
  }, 10_000);
  const { text } = await founder.call(getOutboxMail, { params: { id: mail.id } });
  expect(text).toContain('2 API keys that you made still work: a new password does not end them.');
});
