import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as invitations from '../../contract/invitations.ts';
import * as join from '../../contract/join.ts';
import { allPermissions } from '../../contract/permissions.ts';
import { registerPerson } from '../../contract/registration.ts';
import { allRoutes } from '../../contract/routes.ts';
import { changePassword, completePasswordReset, signIn } from '../../contract/sessions.ts';
import { createLog } from '../../server/platform/log.ts';
import { askDatabase } from '../support/ask-database.ts';
import { invitationTokenOf, resetTokenOf } from '../support/mailed-tokens.ts';
import { makeMember } from '../support/make-member.ts';
import { rawRequest } from '../support/raw-request.ts';
import { send } from '../support/send.ts';
import { goodPassword, startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../support/test-foyer.ts';

// P12, T8, T40: where the tokens of links and other secrets never stand.

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
const log: string[] = [];
/** Every secret that came into being: live tokens, ended ones, passwords, cookies. */
const secrets = new Map<string, string>();
let ids: { account: string; invitation: string; mail: string };

beforeAll(async () => {
  server = await startTestFoyer({
    log: createLog({ logLevel: 'trace', logTo: { write: (line) => log.push(line) } }),
  });
  founder = await server.found('Alder Institute');
  const register = (email: string, channel: 'email' | 'link') =>
    founder.call(registerPerson, { body: { account: { email }, delivery: { channel } } });

  const mailed = await register('mailed@alder.example', 'email');
  const handed = await register('handed@alder.example', 'link');
  secrets.set('the link of a mail', await invitationTokenOf(server, mailed.invitation.id));
  secrets.set('a link handed over', handed.link?.split('#')[1] ?? '');
  const newer = await founder.call(invitations.handOverLink, { params: { id: handed.invitation.id } });
  secrets.set('a newer link', newer.link.split('#')[1] ?? '');
  const visitor = server.visitor();
  for (const token of secrets.values()) {
    await send(visitor, join.inspectInvitation, { body: { token } });
    await send(visitor, join.openInvitation, { body: { token } });
    await send(visitor, join.joinOrganization, { body: { token, password: 'short' } });
    // As no page of ours does, but a person who types might.
    await visitor.fetch(`/join?token=${token}`);
    await visitor.fetch(`/api/v1/join/${token}`);
    await visitor.fetch(`/api/v1/invitations/${token}`, {
      headers: { referer: `${server.origin}/join#${token}` },
    });
  }
  await makeMember(server, { slug: founder.slug, username: 'forgets' });
  const reset = await resetTokenOf(server, { organization: founder.slug, login: 'forgets' });
  secrets.set('the link of a reset', reset);
  await send(visitor, completePasswordReset, { body: { token: reset, password: 'short' } });
  secrets.set('a password', 'violet harbour sextant plum');
  for (const [route, body] of [
    [signIn, { login: 'forgets', password: 'violet harbour sextant plum' }],
    [changePassword, { current: goodPassword, password: 'violet harbour sextant plum' }],
  ] as const) {
    await send(founder, route, { body });
  }
  secrets.set('a cookie', founder.cookie().split('.')[2] ?? '');
  // What nobody foresaw is logged with its cause; PostgreSQL tells the whole row beside it.
  await askDatabase(
    server,
    `alter table account add constraint broken check (username <> 'breaks') not valid`,
  );
  await send(founder, registerPerson, {
    body: { account: { email: 'breaks@alder.example' }, delivery: { channel: 'none' } },
  });
  await vi.waitUntil(
    async () => (await askDatabase(server, `select 1 from mail where state <> 'kept'`)).length === 0,
    5000,
  );
  const [mail] = await askDatabase<{ id: string }>(server, `select id from mail where kind = 'invitation'`);
  ids = { account: handed.account.id, invitation: handed.invitation.id, mail: mail?.id ?? '' };
});
afterAll(() => server.stop());

function expectNone(text: string, where: string): void {
  expect(secrets.size).toBe(6);
  for (const [name, secret] of secrets) {
    expect(secret.length, name).toBeGreaterThan(20);
    expect(text.includes(secret), `${name} in ${where}`).toBe(false);
    expect(text.includes(encodeURIComponent(secret)), `${name} in ${where}`).toBe(false);
    // Neither its half that proves, alone.
    expect(text.includes(secret.split('.')[1] ?? secret), `half of ${name} in ${where}`).toBe(false);
  }
}

describe('no secret stands', () => {
  it('in any answer to anybody who looks: lists, details, counts, home, outbox', async () => {
    expect.hasAssertions();
    const everything = await makeMember(server, {
      slug: founder.slug,
      username: 'sees.all',
      permissions: allPermissions,
    });
    const nothing = await makeMember(server, { slug: founder.slug, username: 'sees.nothing' });
    const looks = allRoutes.filter((route) => route.method === 'GET' && route.name !== 'getOutboxMail');
    const callers: [string, Visitor][] = [
      ['founder', founder],
      ['member', everything],
      ['account', nothing],
      ['nobody', server.visitor()],
    ];
    for (const [who, visitor] of callers) {
      for (const route of looks) {
        const answer = await send(visitor, route, { id: ids.invitation });
        expectNone(answer.text + JSON.stringify([...answer.headers]), `${route.name} for ${who}`);
      }
    }
  });

  it('in the answer to whoever acts on an invitation, the handing over apart', async () => {
    for (const route of [invitations.resendInvitation, invitations.revokeInvitation]) {
      const { text } = await send(founder, route, { id: ids.invitation });
      expect(text).not.toMatch(/#|[\w-]{44}\.[\w-]{43}/);
    }
  });

  it('in the outbox for anybody but the founder', async () => {
    const everything = await makeMember(server, {
      slug: founder.slug,
      username: 'sees.most',
      permissions: allPermissions,
    });
    expect((await send(everything, { method: 'GET', path: '/outbox/{id}' }, { id: ids.mail })).status).toBe(
      403,
    );
    const seen = await send(founder, { method: 'GET', path: '/outbox/{id}' }, { id: ids.mail });
    expect(seen.text).toContain(secrets.get('the link of a mail'));
  });

  it('in the log, at its most talkative', () => {
    const text = log.join('');
    expect(log.length).toBeGreaterThan(50);
    expectNone(text, 'the log');
    expect(text).not.toMatch(/alder\.example|violet|foyer=/);
  });

  it('in any table, in a form that could be used', async () => {
    const tables = await askDatabase<{ name: string }>(
      server,
      `select format('%I.%I', n.nspname, relname) as name from pg_class c join pg_namespace n on n.oid = relnamespace
       where n.nspname in ('public', 'pgboss') and relkind = 'r'`,
    );
    for (const { name } of tables) {
      const rows = await askDatabase(server, `select t::text as row from ${name} t`);
      expectNone(JSON.stringify(rows), name);
    }
    const [mail] = await askDatabase(server, 'select data from mail where id = $1', [ids.mail]);
    expect(mail).toEqual({ data: {} });
  });

  it('in a redirect', async () => {
    const { port } = new URL(server.origin);
    const answer = await rawRequest(server.origin, {
      target: '/join',
      headers: { host: `127.0.0.1:${port}` },
    });
    expect(answer.headers.location).toBe(`${server.origin}/join`);
  });

  it('in a refusal that repeats what was sent', async () => {
    const token = secrets.get('the link of a mail') ?? '';
    const visitor = server.visitor();
    const answers = [
      await send(visitor, join.inspectInvitation, { body: { token: [token] } }),
      await send(visitor, join.inspectInvitation, { body: { token: { token } } }),
      await send(visitor, join.joinOrganization, { body: { token: `${token}x`, password: goodPassword } }),
      await send(founder, { method: 'GET', path: `/invitations/${token}` }),
    ];
    for (const answer of answers) expectNone(answer.text, 'a refusal');
    expect(answers.map((answer) => answer.status)).toEqual([400, 400, 404, 404]);
  });
});
