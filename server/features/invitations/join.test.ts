import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RouteDefinition } from '../../../contract/define-route.ts';
import * as join from '../../../contract/join.ts';
import { handOverLink, resendInvitation, revokeInvitation } from '../../../contract/invitations.ts';
import { registerPerson } from '../../../contract/registration.ts';
import {
  askForPasswordReset,
  changePassword,
  completePasswordReset,
  getSession,
  signIn,
} from '../../../contract/sessions.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { inLine } from '../../../tests/support/in-line.ts';
import { invitationTokenOf } from '../../../tests/support/mailed-tokens.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { longestTest, rounds } from '../../../tests/support/rounds.ts';
import { send } from '../../../tests/support/send.ts';
import type { Answer } from '../../../tests/support/send.ts';
import { goodPassword, startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
let foreign: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer({ trustProxy: ['127.0.0.1/32'] });
  founder = await server.found('Alder Institute');
  foreign = await server.found('Zebra Harbour');
});
afterAll(() => server.stop());

let people = 0;
/** A new person with a link that is live. */
async function invite(by = founder) {
  people += 1;
  const { account, invitation, link } = await by.call(registerPerson, {
    body: { account: { email: `person${people}@people.example` }, delivery: { channel: 'link' } },
  });
  return {
    accountId: account.id,
    username: account.username,
    id: invitation.id,
    token: link?.split('#')[1] ?? '',
  };
}

const act = (route: RouteDefinition, token: unknown, more: object = {}) =>
  send(server.visitor(), route, { body: { token, ...more } });
const joinBy = (token: unknown, password = goodPassword) => act(join.joinOrganization, token, { password });

interface Row {
  readonly state: string;
  readonly generation: number;
  readonly account: string;
  readonly passwords: number;
  readonly sessions: number;
}

async function rowOf(id: string): Promise<Row | undefined> {
  const [row] = await askDatabase<Row>(
    server,
    `select i.state, i.generation, a.state as account,
       (select count(*)::int from password p where p.account_id = a.id) as passwords,
       (select count(*)::int from session s where s.account_id = a.id) as sessions
     from invitation i join account a on a.id = i.account_id where i.id = $1`,
    [id],
  );
  return row;
}

const untouched = { state: 'handed_over', generation: 1, account: 'invited', passwords: 0, sessions: 0 };
const said = ({ status, body }: Answer) => [status, body['code']];

describe('reading a link never spends it (P10)', () => {
  it('a hundred loads of the page, by GET and HEAD, and a hundred looks', async () => {
    const { id, token } = await invite();
    const visitor = server.visitor();
    for (let i = 0; i < 50; i++) {
      await (await visitor.fetch(`/join?i=${i}`)).text();
      await visitor.fetch('/join', { method: 'HEAD' });
    }
    const looks = await Promise.all(Array.from({ length: 100 }, () => act(join.inspectInvitation, token)));
    expect(new Set(looks.map((look) => look.status))).toEqual(new Set([200]));
    expect(await rowOf(id)).toEqual(untouched);
    const timeline = await askDatabase(
      server,
      'select kind from invitation_event where invitation_id = $1 order by at',
      [id],
    );
    expect(timeline).toEqual([{ kind: 'invited' }, { kind: 'handed_over' }]);
  });

  it('nor does a form that was sent as it stood', async () => {
    const { id, token } = await invite();
    expect((await act(join.joinOrganization, token)).status).toBe(400);
    expect((await joinBy(token, '')).status).toBe(422);
    expect(await rowOf(id)).toEqual(untouched);
  });

  it('the first act of a person is noted once, and changes the state alone', async () => {
    const { id, token } = await invite();
    const answers = await Promise.all(Array.from({ length: 8 }, () => act(join.openInvitation, token)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([204]));
    expect(await rowOf(id)).toEqual({ ...untouched, state: 'opened' });
    const noted = await askDatabase(
      server,
      `select 1 from activity where action = 'invitation.opened' and subject_id = $1`,
      [id],
    );
    expect(noted).toHaveLength(1);
    expect((await joinBy(token)).status).toBe(201);
  });
});

describe('what a link is worth (P7)', () => {
  const routes = [join.inspectInvitation, join.openInvitation, join.joinOrganization, join.declineInvitation];

  it.each(routes)('$name takes one text and nothing else', async (route) => {
    const { id, token } = await invite();
    const more = route === join.joinOrganization ? { password: goodPassword } : {};
    for (const wrong of [null, '', [], [token], {}, { token }, 0, 7, true]) {
      expect((await act(route, wrong, more)).status, JSON.stringify(wrong)).toBe(400);
    }
    expect((await send(server.visitor(), route, { body: more })).status).toBe(400);
    expect(await rowOf(id)).toEqual(untouched);
  });

  it.each(routes)('$name knows no link with a letter changed', async (route) => {
    const { id, token } = await invite();
    const more = route === join.joinOrganization ? { password: goodPassword } : {};
    for (let at = 0; at < token.length; at += 2) {
      const letter = token.charAt(at) === 'A' ? 'B' : 'A';
      const answer = await act(route, token.slice(0, at) + letter + token.slice(at + 1), more);
      expect(said(answer), String(at)).toEqual([404, 'link_unknown']);
    }
    expect(await rowOf(id)).toEqual(untouched);
  });

  it('does not pass from one organization or person to another', async () => {
    const [ours, other, theirs] = [await invite(), await invite(), await invite(foreign)];
    const [mine = '', mac = ''] = ours.token.split('.');
    for (const swapped of [
      `${theirs.token.split('.')[0]}.${mac}`,
      `${other.token.split('.')[0]}.${mac}`,
      `${mine}.${theirs.token.split('.')[1]}`,
    ]) {
      expect(said(await joinBy(swapped))).toEqual([404, 'link_unknown']);
    }
    // A genuine link of another organization, seen by who is signed in here: it is theirs, and stays so.
    const look = await send(founder, join.inspectInvitation, { body: { token: theirs.token } });
    expect(look.body).toMatchObject({ organization: { slug: 'zebra-harbour' } });
  });

  it.each([
    ['revoked', `state = 'revoked'`, 410, 'invitation_revoked'],
    ['expired', `expires_at = now()`, 410, 'invitation_expired'],
    ['ended by a newer link', 'generation = generation + 1', 410, 'invitation_revoked'],
    ['used', `state = 'accepted'`, 410, 'invitation_used'],
  ])(
    'is nothing once it is %s: it joins nobody, declines nothing, opens nothing (T11)',
    async (_, change, status, code) => {
      const { id, token } = await invite();
      await askDatabase(server, `update invitation set ${change} where id = $1`, [id]);
      const before = await rowOf(id);
      expect(said(await joinBy(token))).toEqual([status, code]);
      expect(said(await act(join.declineInvitation, token))).toEqual([status, code]);
      await act(join.openInvitation, token);
      expect(await rowOf(id)).toEqual(before);
    },
  );

  it('names its organization to who held it, and to nobody else, once it has ended', async () => {
    const look = (token: string) => send(server.visitor(), join.inspectInvitation, { body: { token } });
    const { slug } = founder;
    for (const change of [`state = 'revoked'`, 'generation = generation + 1', `state = 'accepted'`]) {
      const { id, token } = await invite();
      await askDatabase(server, `update invitation set ${change} where id = $1`, [id]);
      const told = await look(token);
      expect([told.status, told.body['organization']]).toEqual([410, { name: 'Alder Institute', slug }]);
      const forged = await look(`${token.slice(0, -4)}AAAA`);
      expect([forged.status, forged.text.includes('Alder')]).toEqual([404, false]);
    }
    const ended = await invite(foreign);
    await askDatabase(server, `update invitation set state = 'revoked' where id = $1`, [ended.id]);
    expect((await look(ended.token)).body).toMatchObject({ organization: { slug: 'zebra-harbour' } });
  });

  it('ends to the second by the database’s clock (P8)', async () => {
    const { id, token } = await invite();
    const [life] = await askDatabase(
      server,
      `select expires_at - created_at = interval '7 days' as week from invitation where id = $1`,
      [id],
    );
    expect(life).toEqual({ week: true });
    await askDatabase(
      server,
      `update invitation set expires_at = now() + interval '2 seconds' where id = $1`,
      [id],
    );
    expect((await joinBy(token)).status).toBe(201);
  });

  it.each(['suspended', 'closed', 'active'])(
    'joins nobody to an account that is %s by another way (T1, T11)',
    async (state) => {
      const { id, accountId, token } = await invite();
      await askDatabase(server, 'update account set state = $2 where id = $1', [accountId, state]);
      expect((await joinBy(token)).status).toBe(410);
      expect(await rowOf(id)).toMatchObject({ account: state, passwords: 0, sessions: 0 });
      for (const route of [resendInvitation, handOverLink]) {
        expect((await send(founder, route, { id })).status).toBe(409);
      }
    },
  );
});

describe('who joins (T1, T3, T4, T10)', () => {
  it('nobody by any other door', async () => {
    const { id, username } = await invite();
    const organization = founder.slug;
    const login = username;
    const visitor = server.visitor();
    const doors: [RouteDefinition, object][] = [
      [signIn, { organization, login, password: goodPassword }],
      [signIn, { organization, login, password: ' ' }],
      [askForPasswordReset, { organization, login }],
      [changePassword, { current: '', password: goodPassword }],
      [completePasswordReset, { token: await invitationTokenOf(server, id), password: goodPassword }],
      [join.renewInvitation, { token: await invitationTokenOf(server, id) }],
    ];
    for (const [route, body] of doors) await send(visitor, route, { body });
    expect(await rowOf(id)).toEqual(untouched);
    expect(
      await askDatabase(
        server,
        'select 1 from password_reset where account_id = (select account_id from invitation where id = $1)',
        [id],
      ),
    ).toEqual([]);
  });

  it('nobody who says who they are: email and username are the invitation’s', async () => {
    const { id, token } = await invite();
    const more = [
      { email: 'evil@x.example' },
      { username: 'evil' },
      { account: { email: 'evil@x.example' } },
      { invitationId: id },
      { organization: 'zebra-harbour' },
      { id },
    ];
    for (const body of more) {
      expect((await act(join.joinOrganization, token, { password: goodPassword, ...body })).status).toBe(400);
    }
    expect(await rowOf(id)).toEqual(untouched);
  });

  it('nobody who is signed in as another, of this or another organization; and the page says so', async () => {
    const { id, token } = await invite();
    const member = await makeMember(server, { slug: founder.slug, username: 'someone.else' });
    for (const [visitor, name] of [
      [member, 'Someone Else'],
      [foreign, 'founder'],
    ] as const) {
      const answer = await send(visitor, join.joinOrganization, { body: { token, password: goodPassword } });
      expect(said(answer)).toEqual([409, 'signed_in_as_another']);
      const look = await send(visitor, join.inspectInvitation, { body: { token } });
      expect(look.body['signedInAs']).toBe(name);
    }
    expect(await rowOf(id)).toEqual(untouched);
  });

  it('the person, signed in at once, by a password that the rules take (P2)', async () => {
    const { id, token, username } = await invite();
    for (const password of [
      'too short',
      `${username}@people.example`,
      'Alder Institute 2026',
      'passwordpassword',
    ]) {
      const refused = await joinBy(token, password);
      expect([refused.status, Object.keys(refused.body['fields'] ?? {})]).toEqual([422, ['password']]);
    }
    const visitor = server.visitor();
    await visitor.call(join.joinOrganization, { body: { token, password: goodPassword } });
    expect((await visitor.call(getSession)).account).toMatchObject({ username, state: 'active' });
    expect(await rowOf(id)).toEqual({
      state: 'accepted',
      generation: 1,
      account: 'active',
      passwords: 1,
      sessions: 1,
    });
    expect(said(await joinBy(token))).toEqual([410, 'invitation_used']);
  });
});

describe('at once', () => {
  it(
    'fifty by one link: exactly one joins (F18, T7)',
    async () => {
      for (const round of rounds(3, 100)) {
        const { id, token } = await invite();
        const answers = await Promise.all(
          Array.from({ length: 50 }, (_, i) => joinBy(token, `${goodPassword} ${i}`)),
        );
        const joined = answers.filter((answer) => answer.status === 201);
        expect(joined, `round ${round}`).toHaveLength(1);
        // Beside it: too late, or not at its turn to hash within two seconds.
        expect(answers.filter((answer) => ![201, 410, 503].includes(answer.status)).map(said)).toEqual([]);
        expect(await rowOf(id)).toEqual({
          state: 'accepted',
          generation: 1,
          account: 'active',
          passwords: 1,
          sessions: 1,
        });
        const [noted] = await askDatabase(
          server,
          `select (select count(*)::int from invitation_event where invitation_id = $1 and kind = 'accepted') as events,
           (select count(*)::int from activity where action = 'account.joined' and subject_id = (select account_id from invitation where id = $1)) as acts`,
          [id],
        );
        expect(noted).toEqual({ events: 1, acts: 1 });
      }
    },
    longestTest,
  );

  const resent = (id: string) =>
    askDatabase(server, `update mail set created_at = created_at - interval '2 hours' where about_id = $1`, [
      id,
    ]);
  const others: Record<string, (id: string) => Promise<boolean>> = {
    revoke: async (id) => (await send(founder, revokeInvitation, { id })).status === 200,
    resend: async (id) => (await send(founder, resendInvitation, { id })).status === 200,
    'hand over': async (id) => (await send(founder, handOverLink, { id })).status === 200,
    // A minute ago: a join that began just before the very instant of the expiry would rightly be let in.
    expire: async (id) =>
      (
        await askDatabase(
          server,
          `update invitation set expires_at = now() - interval '1 minute' where id = $1 and state <> 'accepted' returning 1`,
          [id],
        )
      ).length === 1,
    suspend: async (id) =>
      (
        await askDatabase(
          server,
          `update account set state = 'suspended' where state = 'invited' and id = (select account_id from invitation where id = $1) returning 1`,
          [id],
        )
      ).length === 1,
  };

  const heldInvitation = (id: string) => ({
    sql: 'select 1 from invitation where id = $1 for update',
    values: [id],
  });

  it.each(Object.keys(others))(
    'a join against %s: one of the two, as if one after the other (F19)',
    async (name) => {
      for (const round of rounds(8, 200)) {
        const { id, token } = await invite();
        await resent(id);
        const late = new Promise((resolve) => setTimeout(resolve, (round * 11) % 40));
        const [joined, done] = await Promise.all([joinBy(token), late.then(() => others[name]?.(id))]);
        const row = await rowOf(id);
        expect([201, 410]).toContain(joined.status);
        expect([joined.status, done]).not.toEqual([201, true]);
        const whole = joined.status === 201 ? ['accepted', 'active', 1, 1] : [row?.state, row?.account, 0, 0];
        expect([row?.state, row?.account, row?.passwords, row?.sessions]).toEqual(whole);
        expect(row?.state === 'accepted').toBe(joined.status === 201);
      }
    },
    longestTest,
  );

  it.each(['revoke', 'resend', 'hand over', 'expire'])(
    'a join and %s that have both read the link as live: the first to write counts (F19)',
    async (name) => {
      const { id, token } = await invite();
      await resent(id);
      const [joined] = await inLine<unknown>(server, heldInvitation(id), [
        () => joinBy(token),
        async () => others[name]?.(id),
      ]);
      expect((joined as Answer).status).toBe(201);
      expect(await rowOf(id)).toMatchObject({ state: 'accepted', account: 'active' });

      const second = await invite();
      await resent(second.id);
      const [done, late] = await inLine<unknown>(server, heldInvitation(second.id), [
        async () => others[name]?.(second.id),
        () => joinBy(second.token),
      ]);
      expect([done, (late as Answer).status]).toEqual([true, 410]);
      expect(await rowOf(second.id)).toMatchObject({ account: 'invited', passwords: 0, sessions: 0 });
    },
  );

  it.each(['resend', 'hand over'])(
    'declining an old link after %s leaves the newer link alone',
    async (name) => {
      const { id, token } = await invite();
      await resent(id);
      const [done, declined] = await inLine<unknown>(server, heldInvitation(id), [
        async () => others[name]?.(id),
        () => act(join.declineInvitation, token),
      ]);
      expect([done, said(declined as Answer)]).toEqual([true, [410, 'invitation_revoked']]);
      expect((await rowOf(id))?.state).not.toBe('revoked');
    },
  );

  it('asking for a new link after its revocation does not bring it back', async () => {
    const { id, token } = await invite();
    await resent(id);
    await askDatabase(server, `update invitation set expires_at = now() where id = $1`, [id]);
    const [revoked] = await inLine<unknown>(server, heldInvitation(id), [
      async () => others['revoke']?.(id),
      () => act(join.renewInvitation, token),
    ]);
    expect([revoked, (await rowOf(id))?.state]).toEqual([true, 'revoked']);
  });
});

it('leaves nothing behind when any of its writes fails', async () => {
  const faults = [
    ['account', `state <> 'active'`],
    ['password', 'false'],
    ['invitation_event', `kind <> 'accepted'`],
    ['activity', `action <> 'account.joined'`],
    ['session', 'false'],
  ];
  for (const [table, check] of faults) {
    const { id, token } = await invite();
    await askDatabase(server, `alter table ${table} add constraint broken check (${check}) not valid`);
    const answer = await joinBy(token);
    await askDatabase(server, `alter table ${table} drop constraint broken`);
    expect([answer.status, answer.body['code']], table).toEqual([500, 'internal']);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await rowOf(id)).toEqual(untouched);
    expect((await joinBy(token)).status).toBe(201);
  }
});
