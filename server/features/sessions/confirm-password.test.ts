import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { confirmPassword, getSession, signIn } from '../../../contract/sessions.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { send } from '../../../tests/support/send.ts';
import { goodPassword, startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
beforeAll(async () => {
  server = await startTestFoyer();
  await server.found('Alder Institute');
});
afterAll(() => server.stop());

const slug = 'alder-institute';
const body = { password: goodPassword };

async function isFresh(visitor: Visitor): Promise<boolean> {
  const [row] = await askDatabase<{ fresh: boolean }>(
    server,
    `select fresh_at > now() - interval '10 minutes' as fresh from session where id = $1`,
    [visitor.cookie().split('.')[1]],
  );
  return row?.fresh === true;
}

async function longAgo(visitor: Visitor): Promise<void> {
  await askDatabase(server, `update session set fresh_at = now() - interval '1 hour' where id = $1`, [
    visitor.cookie().split('.')[1],
  ]);
}

describe('the password, given once more (P17)', () => {
  it('makes the sign-in fresh, with a new secret for the same session (P13)', async () => {
    const visitor = await makeMember(server, { slug, username: 'confirms' });
    await longAgo(visitor);
    const before = visitor.cookie();
    await visitor.call(confirmPassword, { body });
    expect(await isFresh(visitor)).toBe(true);
    expect(visitor.cookie().split('.')[1]).toBe(before.split('.')[1]);
    expect((await send(visitor, getSession)).status).toBe(200);
    const stolen = await send(server.visitor(), getSession, { headers: { cookie: before } });
    expect(stolen.status).toBe(401);
    const told = await askDatabase(
      server,
      `select 1 from activity where action = 'session.confirmed' and actor_id = $1`,
      [visitor.accountId],
    );
    expect(told).toHaveLength(1);
  });

  it('leaves a session that outlives the browser as long as it was', async () => {
    await makeMember(server, { slug, username: 'stays' });
    const visitor = server.visitor();
    await visitor.call(signIn, {
      body: { organization: slug, login: 'stays', password: goodPassword, staySignedIn: true },
    });
    const answer = await send(visitor, confirmPassword, { body });
    const [, expires = ''] = /Expires=([^;]+)/.exec(answer.headers.getSetCookie()[0] ?? '') ?? [];
    expect(Math.round((Date.parse(expires) - Date.now()) / 86_400_000)).toBe(30);
    const usual = await makeMember(server, { slug, username: 'usual' });
    const other = await send(usual, confirmPassword, { body });
    expect(other.headers.getSetCookie()[0]).not.toContain('Expires');
  });

  it('says at its field that it is wrong, and changes nothing', async () => {
    const visitor = await makeMember(server, { slug, username: 'wrong' });
    await longAgo(visitor);
    const cookie = visitor.cookie();
    const answer = await send(visitor, confirmPassword, { body: { password: 'not the password at all' } });
    expect([answer.status, Object.keys(answer.body['fields'] ?? {})]).toEqual([422, ['password']]);
    expect([await isFresh(visitor), visitor.cookie()]).toEqual([false, cookie]);
  });

  it('can’t be guessed more often than at a sign-in, and a thief’s tries don’t keep the owner out (P6)', async () => {
    const visitor = await makeMember(server, { slug, username: 'guessed' });
    vi.useFakeTimers({ toFake: ['Date'] });
    const tries = Array.from({ length: 14 }, () =>
      send(visitor, confirmPassword, { body: { password: 'not the password at all' } }),
    );
    const statuses = (await Promise.all(tries)).map((answer) => answer.status);
    vi.useRealTimers();
    expect(statuses.filter((status) => status === 422)).toHaveLength(10);
    const owner = await send(server.visitor(), signIn, {
      body: { organization: slug, login: 'guessed', password: goodPassword },
    });
    expect(owner.status).toBe(201);
  });

  it('two at once leave one secret, and it is the one that was given out', async () => {
    const visitor = await makeMember(server, { slug, username: 'twice' });
    const cookie = visitor.cookie();
    for (let round = 0; round < 4; round++) {
      const twins = [server.visitor(), server.visitor()];
      const headers = { cookie: round === 0 ? cookie : visitor.cookie() };
      const answers = await Promise.all(twins.map((twin) => send(twin, confirmPassword, { body, headers })));
      expect(answers.map((answer) => answer.status).toSorted()).toEqual([204, 401]);
      const winner = answers.find((answer) => answer.status === 204);
      const given = winner?.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
      expect((await send(server.visitor(), getSession, { headers: { cookie: given } })).status).toBe(200);
      await visitor.call(signIn, {
        body: { organization: slug, login: 'twice', password: goodPassword },
      });
    }
  });
});
