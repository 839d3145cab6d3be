import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { joinOrganization } from '../../../contract/join.ts';
import { registerPerson } from '../../../contract/registration.ts';
import {
  askForPasswordReset,
  changePassword,
  completePasswordReset,
  inspectPasswordReset,
  signIn,
} from '../../../contract/sessions.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { invitationTokenOf, resetTokenOf } from '../../../tests/support/mailed-tokens.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { send } from '../../../tests/support/send.ts';
import { goodPassword, startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer({ trustProxy: ['127.0.0.1/32'] });
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

const organization = 'alder-institute';
const another = 'violet harbour sextant plum';
const member = (username: string) => makeMember(server, { slug: organization, username });

const complete = (token: unknown, password = another) =>
  send(server.visitor(), completePasswordReset, { body: { token, password } });
const enter = async (login: string, password: string) =>
  (await send(server.visitor(), signIn, { body: { organization, login, password } })).status;

const mails = () => askDatabase<{ to: string }>(server, 'select account_id as to from mail');

describe('asking for a reset', () => {
  it('answers the same for everybody (P11)', async () => {
    await member('asked');
    const said = [];
    for (const login of [
      'asked',
      'asked',
      'asked@alder-institute.example',
      'nobody',
      'no@body.example',
      '@',
      ',',
    ]) {
      const answer = await send(server.visitor(), askForPasswordReset, { body: { organization, login } });
      said.push(`${answer.status} ${answer.text}`);
    }
    expect(new Set(said)).toEqual(new Set(['202 {}']));
  });

  it('mails the stored address only, never one that was sent (T13)', async () => {
    const { accountId } = await member('victim');
    const before = (await mails()).length;
    const address = 'victim@alder-institute.example';
    const tricks = [
      `${address},evil@x.example`,
      `${address};evil@x.example`,
      `${address} evil@x.example`,
      `${address}\r\nBcc: evil@x.example`,
      `${address}%00`,
      `${address}\n`,
      `"${address}" <evil@x.example>`,
      `${address}\u0000`,
      `victim@alder-institute.example.`,
    ];
    for (const login of tricks) {
      const answer = await send(server.visitor(), askForPasswordReset, { body: { organization, login } });
      expect([202, 400]).toContain(answer.status);
    }
    for (const login of [[address, 'evil@x.example'], [address], { address }, null, 7]) {
      expect(
        (await send(server.visitor(), askForPasswordReset, { body: { organization, login } })).status,
      ).toBe(400);
    }
    for (const twice of [`{"login":"x","login":"${address}","organization":"${organization}"}`]) {
      expect((await send(server.visitor(), askForPasswordReset, { body: twice })).status).toBe(202);
    }
    const sent = (await mails()).slice(before);
    expect(sent).toEqual([{ to: accountId }]);
  });

  it('sends at most one a minute and five an hour, however many ask at once (P9)', async () => {
    const { accountId } = await member('often');
    const ask = () => send(server.visitor(), askForPasswordReset, { body: { organization, login: 'often' } });
    const count = async () =>
      (
        await askDatabase(server, `select 1 from mail where account_id = $1 and kind = 'password_reset'`, [
          accountId,
        ])
      ).length;
    await Promise.all(Array.from({ length: 12 }, ask));
    expect(await count()).toBe(1);
    for (let i = 0; i < 7; i++) {
      await askDatabase(
        server,
        `update mail set created_at = created_at - interval '61 seconds' where account_id = $1`,
        [accountId],
      );
      await ask();
    }
    expect(await count()).toBe(5);
  });

  it('sends nothing to who is invited, suspended or closed (T1)', async () => {
    const { account } = await founder.call(registerPerson, {
      body: { account: { email: 'invited@alder.example' }, delivery: { channel: 'none' } },
    });
    for (const state of ['suspended', 'closed']) {
      const { accountId } = await member(`is.${state}`);
      await askDatabase(server, 'update account set state = $2 where id = $1', [accountId, state]);
    }
    const before = (await mails()).length;
    for (const login of ['invited', 'invited@alder.example', 'is.suspended', 'is.closed']) {
      await send(server.visitor(), askForPasswordReset, { body: { organization, login } });
    }
    expect(await mails()).toHaveLength(before);
    const [row] = await askDatabase(server, 'select state from account where id = $1', [account.id]);
    expect(row).toEqual({ state: 'invited' });
  });
});

describe('the link of a reset', () => {
  it('sets the password once (P7)', async () => {
    await member('once');
    const token = await resetTokenOf(server, { organization, login: 'once' });
    expect((await complete(token, 'short')).status).toBe(422);
    expect((await complete(token)).status).toBe(204);
    const again = await complete(token);
    expect([again.status, again.body['code']]).toEqual([410, 'link_used']);
    expect([await enter('once', another), await enter('once', goodPassword)]).toEqual([201, 401]);
  });

  it('ten at once: one sets it', async () => {
    await member('parallel');
    const token = await resetTokenOf(server, { organization, login: 'parallel' });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => complete(token, `${another} ${i}`)),
    );
    expect(answers.filter((answer) => answer.status === 204)).toHaveLength(1);
    expect(answers.filter((answer) => ![204, 410, 503].includes(answer.status))).toEqual([]);
  });

  it('lives an hour by the database’s clock (P8)', async () => {
    await member('late');
    const token = await resetTokenOf(server, { organization, login: 'late' });
    await askDatabase(server, `update password_reset set expires_at = expires_at - interval '59 minutes'`);
    expect((await complete(token, 'short')).status).toBe(422);
    await askDatabase(server, `update password_reset set expires_at = expires_at - interval '1 minute'`);
    const answer = await complete(token);
    expect([answer.status, answer.body['code']]).toEqual([410, 'link_expired']);
  });

  it('is ended by a newer one, and by a change of the password (T28)', async () => {
    const visitor = await member('newer');
    const first = await resetTokenOf(server, { organization, login: 'newer' });
    await askDatabase(server, `update mail set created_at = created_at - interval '2 minutes'`);
    const second = await resetTokenOf(server, { organization, login: 'newer' });
    expect(second).not.toBe(first);
    expect((await complete(first)).body['code']).toBe('link_used');
    await visitor.call(changePassword, {
      body: { current: goodPassword, password: 'marble canyon whistle ember' },
    });
    expect((await complete(second)).body['code']).toBe('link_used');
    expect(await enter('newer', 'marble canyon whistle ember')).toBe(201);
  });

  it('opens nothing for an account that was suspended since', async () => {
    const { accountId } = await member('since');
    const token = await resetTokenOf(server, { organization, login: 'since' });
    await askDatabase(server, `update account set state = 'suspended' where id = $1`, [accountId]);
    expect((await complete(token)).status).toBe(410);
    await askDatabase(server, `update account set state = 'active' where id = $1`, [accountId]);
    expect(await enter('since', goodPassword)).toBe(201);
  });

  it('is one text of the right form, of the right purpose, unchanged (P7)', async () => {
    await member('exact');
    const token = await resetTokenOf(server, { organization, login: 'exact' });
    for (const wrong of [null, '', [], [token], {}, 7, true, 'x'.repeat(501)]) {
      expect((await complete(wrong)).status, JSON.stringify(wrong)).toBe(400);
    }
    const { invitation } = await founder.call(registerPerson, {
      body: { account: { email: `${randomUUIDv7()}@alder.example` }, delivery: { channel: 'link' } },
    });
    const ofInvitation = await invitationTokenOf(server, invitation.id);
    const [target = '', mac = ''] = token.split('.');
    const forged = [
      ofInvitation,
      `${target}.${ofInvitation.split('.')[1]}`,
      `${ofInvitation.split('.')[0]}.${mac}`,
      token.slice(0, -1),
      `${token}A`,
      ` ${token}`,
      'x',
    ];
    for (let at = 0; at < token.length; at += 3) {
      const letter = token.charAt(at) === 'A' ? 'B' : 'A';
      forged.push(token.slice(0, at) + letter + token.slice(at + 1));
    }
    for (const wrong of forged) {
      const answer = await complete(wrong);
      expect([answer.status, answer.body['code']], wrong).toEqual([404, 'link_unknown']);
    }
    expect(
      (await send(server.visitor(), joinOrganization, { body: { token, password: another } })).status,
    ).toBe(404);
    expect((await complete(token)).status).toBe(204);
  });

  it('lets back in who was locked out by others’ tries (P6)', async () => {
    await member('locked');
    // The limits' clock stands still, however long the tries take.
    vi.useFakeTimers({ toFake: ['Date'] });
    await Promise.all(Array.from({ length: 12 }, () => enter('locked', 'not the password at all')));
    expect(await enter('locked', goodPassword)).toBe(429);
    vi.useRealTimers();
    await complete(await resetTokenOf(server, { organization, login: 'locked' }));
    expect(await enter('locked', another)).toBe(201);
  });

  it('leaves everything as it was when a write fails half-way', async () => {
    await member('broken');
    const token = await resetTokenOf(server, { organization, login: 'broken' });
    await askDatabase(
      server,
      `alter table mail add constraint no_more check (kind <> 'password_changed') not valid`,
    );
    expect((await complete(token)).status).toBe(500);
    await askDatabase(server, 'alter table mail drop constraint no_more');
    expect(await enter('broken', goodPassword)).toBe(201);
    expect((await complete(token)).status).toBe(204);
  });
});

describe('looking at a link (P10)', () => {
  const inspect = (token: unknown) => send(server.visitor(), inspectPasswordReset, { body: { token } });

  it('says whose it is, and spends nothing however often', async () => {
    await member('looks');
    const token = await resetTokenOf(server, { organization, login: 'looks' });
    for (let round = 0; round < 5; round++) {
      expect((await inspect(token)).body).toEqual({
        organization: { name: 'Alder Institute' },
        email: 'looks@alder-institute.example',
        username: 'looks',
        language: 'en',
      });
    }
    expect((await complete(token)).status).toBe(204);
  });

  it('says that a link is dead before a password is typed', async () => {
    const { accountId } = await member('looks.late');
    const token = await resetTokenOf(server, { organization, login: 'looks.late' });
    const codeOf = async () => (await inspect(token)).body['code'];
    const move = (change: string) =>
      askDatabase(server, `update password_reset set ${change} where account_id = $1`, [accountId]);
    await move('expires_at = now()');
    expect(await codeOf()).toBe('link_expired');
    await move(`expires_at = now() + interval '1 minute'`);
    await askDatabase(server, `update account set state = 'suspended' where id = $1`, [accountId]);
    expect(await codeOf()).toBe('link_used');
    await askDatabase(server, `update account set state = 'active' where id = $1`, [accountId]);
    await complete(token);
    expect(await codeOf()).toBe('link_used');
    expect((await inspect(`${token.slice(0, -2)}AA`)).body['code']).toBe('link_unknown');
    for (const odd of [null, [], {}, 1, '']) expect((await inspect(odd)).status).toBe(400);
  });
});
