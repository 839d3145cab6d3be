import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Permission } from '../../../contract/permissions.ts';
import { listInvitations } from '../../../contract/invitations.ts';
import {
  changePassword,
  completePasswordReset,
  getSession,
  signIn,
  signOut,
} from '../../../contract/sessions.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { grantTo, makeMember } from '../../../tests/support/make-member.ts';
import { resetTokenOf } from '../../../tests/support/mailed-tokens.ts';
import { send } from '../../../tests/support/send.ts';
import { goodPassword, startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
beforeAll(async () => {
  server = await startTestFoyer();
  await server.found('Alder Institute');
});
afterAll(() => server.stop());

const organization = 'alder-institute';
const another = 'violet harbour sextant plum';
const member = (username: string, permissions: readonly Permission[] = []) =>
  makeMember(server, { slug: organization, username, permissions });

async function signedIn(username: string, staySignedIn = false): Promise<Visitor> {
  const visitor = server.visitor();
  await visitor.call(signIn, {
    body: { organization, login: username, password: goodPassword, staySignedIn },
  });
  return visitor;
}

const statusOf = async (visitor: Visitor) => (await send(visitor, getSession)).status;

/** As if the session had begun, and been used last, so long before. */
const letPass = (visitor: Visitor, { began, used }: { began: string; used: string }) =>
  askDatabase(
    server,
    `update session set created_at = now() - $2::interval, last_seen_at = now() - $3::interval,
       expires_at = expires_at - $2::interval where id = $1`,
    [visitor.cookie().split('.')[1], began, used],
  );

describe('how long a session lives (P14)', () => {
  it('an hour without use', async () => {
    const visitor = await member('idle');
    await letPass(visitor, { began: '2 hours', used: '59 minutes' });
    expect(await statusOf(visitor)).toBe(200);
    await letPass(visitor, { began: '1 minute', used: '60 minutes' });
    expect(await statusOf(visitor)).toBe(401);
  });

  it('a day, however much it is used', async () => {
    const visitor = await member('busy');
    await letPass(visitor, { began: '23 hours 59 minutes', used: '0' });
    expect(await statusOf(visitor)).toBe(200);
    await letPass(visitor, { began: '1 minute', used: '0' });
    expect(await statusOf(visitor)).toBe(401);
  });

  it('thirty days for who asks to stay and administers nothing, and its cookie as long', async () => {
    await member('stays');
    const visitor = await signedIn('stays', true);
    await letPass(visitor, { began: '29 days', used: '28 days' });
    expect(await statusOf(visitor)).toBe(200);
    await letPass(visitor, { began: '25 hours', used: '0' });
    expect(await statusOf(visitor)).toBe(401);
    const answer = await send(server.visitor(), signIn, {
      body: { organization, login: 'stays', password: goodPassword, staySignedIn: true },
    });
    const [, expires = ''] = /Expires=([^;]+)/.exec(answer.headers.getSetCookie()[0] ?? '') ?? [];
    expect(Math.round((Date.parse(expires) - Date.now()) / 86_400_000)).toBe(30);
  });

  it('the usual time for who administers, though they asked to stay', async () => {
    await member('operator', ['user-registration:access']);
    for (const login of ['operator', 'founder']) {
      const visitor = await signedIn(login, true);
      await letPass(visitor, { began: '61 minutes', used: '61 minutes' });
      expect(await statusOf(visitor)).toBe(401);
    }
  });

  it('the usual time for who came to administer while they stayed', async () => {
    const { accountId } = await member('promoted');
    const visitor = await signedIn('promoted', true);
    await letPass(visitor, { began: '2 hours', used: '61 minutes' });
    expect(await statusOf(visitor)).toBe(200);
    await letPass(visitor, { began: '2 hours', used: '61 minutes' });
    await grantTo(server, { accountId, permission: 'settings:access' });
    expect(await statusOf(visitor)).toBe(401);
  });

  it('is judged by the database’s clock: no caller makes it longer', async () => {
    const visitor = await member('longer');
    const [row] = await askDatabase<{ seconds: number }>(
      server,
      'select extract(epoch from expires_at - now())::int as seconds from session where id = $1',
      [visitor.cookie().split('.')[1]],
    );
    expect(row?.seconds).toBeGreaterThan(86_390);
    expect(row?.seconds).toBeLessThanOrEqual(86_400);
  });
});

describe('when a session ends (P15)', () => {
  it('at once when its bearer signs out, and its cookie is taken back', async () => {
    const visitor = await member('leaving');
    const cookie = visitor.cookie();
    await visitor.call(signOut);
    expect(visitor.cookie()).toBe('');
    expect((await send(server.visitor(), getSession, { headers: { cookie } })).status).toBe(401);
  });

  it('the others when the password is changed, this one not', async () => {
    const here = await member('changes');
    const elsewhere = await signedIn('changes');
    await here.call(changePassword, { body: { current: goodPassword, password: another } });
    expect([await statusOf(here), await statusOf(elsewhere)]).toEqual([200, 401]);
    const old = await send(server.visitor(), signIn, {
      body: { organization, login: 'changes', password: goodPassword },
    });
    expect(old.status).toBe(401);
  });

  it('all of them at a reset', async () => {
    const one = await member('resets');
    const two = await signedIn('resets');
    const token = await resetTokenOf(server, { organization, login: 'resets' });
    await server.visitor().call(completePasswordReset, { body: { token, password: another } });
    expect([await statusOf(one), await statusOf(two)]).toEqual([401, 401]);
  });

  it.each(['suspended', 'closed', 'invited'])(
    'at the next request of an account that is %s',
    async (state) => {
      const visitor = await member(`becomes.${state}`);
      expect(await statusOf(visitor)).toBe(200);
      await askDatabase(server, 'update account set state = $2 where id = $1', [visitor.accountId, state]);
      expect(await statusOf(visitor)).toBe(401);
    },
  );

  it('not when a right is given or taken: that counts at the next request, with the same cookie', async () => {
    const visitor = await member('rights');
    const cookie = visitor.cookie();
    const may = async () => (await send(visitor, listInvitations)).status;
    expect(await may()).toBe(403);
    await grantTo(server, { accountId: visitor.accountId, permission: 'user-registration:access' });
    expect(await may()).toBe(200);
    await askDatabase(server, 'update permission_grant set ended_at = now() where account_id = $1', [
      visitor.accountId,
    ]);
    expect(await may()).toBe(403);
    expect(visitor.cookie()).toBe(cookie);
  });

  it('a sign-in that runs while the password is changed is before or after it', async () => {
    await member('races');
    let current = goodPassword;
    for (let round = 0; round < 6; round++) {
      const next = round % 2 === 0 ? another : goodPassword;
      const changer = server.visitor();
      await changer.call(signIn, { body: { organization, login: 'races', password: current } });
      const late = Array.from({ length: 3 }, () => server.visitor());
      const old = current;
      const [changed] = await Promise.all([
        send(changer, changePassword, { body: { current, password: next } }),
        ...late.map((visitor) =>
          send(visitor, signIn, { body: { organization, login: 'races', password: old } }),
        ),
      ]);
      expect(changed.status).toBe(204);
      // Whoever signed in by the old password did so before the change, which ended their session.
      for (const visitor of late) expect(await statusOf(visitor)).toBe(401);
      current = next;
    }
  });
});

describe('the change of a password', () => {
  it('needs the current one, and says so at its field', async () => {
    const visitor = await member('unsure');
    const answer = await send(visitor, changePassword, {
      body: { current: 'not the password at all', password: another },
    });
    expect([answer.status, Object.keys(answer.body['fields'] ?? {})]).toEqual([422, ['current']]);
  });

  it('has no more tries than a sign-in', async () => {
    const visitor = await member('guessing');
    // The limits' clock stands still, however long the tries take.
    vi.useFakeTimers({ toFake: ['Date'] });
    const tries = Array.from({ length: 14 }, () =>
      send(visitor, changePassword, { body: { current: 'not the password at all', password: another } }),
    );
    const statuses = (await Promise.all(tries)).map((answer) => answer.status);
    vi.useRealTimers();
    expect(statuses.filter((status) => status === 422)).toHaveLength(10);
    expect(await statusOf(visitor)).toBe(200);
  });

  it('takes what the rules take and refuses what they refuse, with the reason (P1, P2)', async () => {
    const visitor = await member('ruled');
    const verdicts = [];
    const tries = [
      'fourteen chars',
      'a'.repeat(40),
      'passwordpassword1',
      'ruled@alder-institute.example',
      'Alder Institute 2026',
      'xyz vwq'.repeat(40),
      'half a letter \ud800 here',
    ];
    for (const password of tries) {
      const { status, body } = await send(visitor, changePassword, {
        body: { current: goodPassword, password },
      });
      const fields = body['fields'] as { password?: { code: string }[] };
      verdicts.push(`${status} ${fields.password?.map(({ code }) => code).join(' ')}`);
    }
    expect(verdicts).toEqual([
      '422 password.too_short',
      '422 password.repeated',
      '422 password.common',
      '422 password.about_you',
      '422 password.about_you',
      '422 password.too_long',
      '422 password.not_text',
    ]);
    const password = ` ${'ünïcode ½ 漢字 '.repeat(4)} `;
    expect((await send(visitor, changePassword, { body: { current: goodPassword, password } })).status).toBe(
      204,
    );
    const again = await send(server.visitor(), signIn, { body: { organization, login: 'ruled', password } });
    expect(again.status).toBe(201);
  });

  it('by one key is done once, and told again to who knows the new one (P32)', async () => {
    const visitor = await member('again');
    const change = (password: string, key = 'once') =>
      send(visitor, changePassword, {
        body: { current: goodPassword, password },
        headers: { 'idempotency-key': key },
      });
    const atOnce = await Promise.all([change(another), change(another), change(another)]);
    const statuses = atOnce.map(({ status, body }) => body['code'] ?? status);
    expect(new Set(statuses)).toContain(204);
    expect(statuses.filter((status) => status !== 204 && status !== 'request_in_flight')).toEqual([]);
    expect((await change(another)).status).toBe(204);
    const reused = await change('marble canyon whistle ember');
    expect([reused.status, reused.body['code']]).toEqual([422, 'idempotency_key_reused']);
    expect((await change(another, 'twice')).status).toBe(422);
    const [told] = await askDatabase(
      server,
      `select (select count(*)::int from activity where subject_id = $1 and action = 'password.changed') as noted,
         (select count(*)::int from mail where account_id = $1 and kind = 'password_changed') as mails,
         (select string_agg(distinct encode(request_digest, 'hex'), ' ') = encode(sha256('null'), 'hex')
            from idempotent_answer where route = 'changePassword') as "digestOfNothing"`,
      [visitor.accountId],
    );
    expect(told).toEqual({ noted: 1, mails: 1, digestOfNothing: true });
  });

  it('two at once: one counts, and each change is told by a mail', async () => {
    const visitor = await member('twofold');
    const answers = await Promise.all([
      send(visitor, changePassword, { body: { current: goodPassword, password: another } }),
      send(visitor, changePassword, {
        body: { current: goodPassword, password: 'marble canyon whistle ember' },
      }),
    ]);
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([204, 409]);
    const [first] = answers;
    const now = first.status === 204 ? another : 'marble canyon whistle ember';
    await visitor.call(changePassword, { body: { current: now, password: goodPassword } });
    const mails = await askDatabase(
      server,
      `select 1 from mail where account_id = $1 and kind = 'password_changed'`,
      [visitor.accountId],
    );
    expect(mails).toHaveLength(2);
  });
});
