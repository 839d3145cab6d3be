import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  changeGrant,
  grantPermission,
  listApplications,
  listGrants,
  revokeGrant,
} from '../../../contract/grants.ts';
import { listInvitations } from '../../../contract/invitations.ts';
import { joinOrganization } from '../../../contract/join.ts';
import { allPermissions } from '../../../contract/permissions.ts';
import type { Permission } from '../../../contract/permissions.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { getSession } from '../../../contract/sessions.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { inLine } from '../../../tests/support/in-line.ts';
import { grantTo, makeMember } from '../../../tests/support/make-member.ts';
import { send } from '../../../tests/support/send.ts';
import type { Answer } from '../../../tests/support/send.ts';
import { goodPassword, startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

const member = (username: string, permissions: readonly Permission[] = []) =>
  makeMember(server, { slug: 'alder-institute', username, permissions });

/** As a body names it. */
function named(permission: Permission) {
  const [application, name] = permission.split(':');
  return { application, permission: name };
}
const give = (by: Visitor, account: string, permission: Permission, more: object = {}) =>
  send(by, grantPermission, { body: { account, ...named(permission), ...more } });
const held = async (visitor: Visitor) => (await visitor.call(getSession)).permissions;
const codes = ({ body }: Answer) =>
  Object.fromEntries(
    Object.entries((body['fields'] ?? {}) as Record<string, { code: string }[]>).map(([path, [first]]) => [
      path,
      first?.code,
    ]),
  );
const may = async (visitor: Visitor) => (await send(visitor, listInvitations)).status === 200;

describe('nobody grants what they don’t hold (P20)', () => {
  it('every permission by who holds it and may grant, by who holds it alone, and by who may grant alone', async () => {
    for (const [index, permission] of allPermissions.entries()) {
      const target = await member(`target${index}`);
      const others = allPermissions.filter((other) => other !== permission);
      const both = await member(`both${index}`, [
        ...new Set<Permission>([permission, 'permissions:can_grant']),
      ]);
      expect((await give(both, target.accountId, permission)).status, permission).toBe(201);
      expect(await held(target)).toEqual([permission]);
      if (permission === 'permissions:can_grant') continue;
      const lacking = await member(`lacking${index}`, others);
      const refused = await give(lacking, target.accountId, permission);
      expect([refused.status, codes(refused)]).toEqual([422, { permission: 'grant.not_held_by_you' }]);
    }
  }, 60_000);

  it('at the registration too: one needs the right to grant and the permission itself', async () => {
    const body = (permission: Permission) => ({
      account: { email: `${randomUUIDv7()}@people.example` },
      grants: [named(permission)],
      delivery: { channel: 'none' },
    });
    const inviter = await member('inviter', ['user-registration:access', 'settings:access']);
    const granter = await member('granter', [
      'user-registration:access',
      'permissions:can_grant',
      'settings:access',
    ]);
    const statuses = [];
    for (const [by, permission] of [
      [inviter, 'settings:access'],
      [granter, 'activity:access'],
      [granter, 'settings:access'],
    ] as const) {
      const answer = await send(by, registerPerson, { body: body(permission) });
      statuses.push([answer.status, codes(answer)['grants.0.permission']]);
    }
    expect(statuses).toEqual([
      [422, 'grant.needs_can_grant'],
      [422, 'grant.not_held_by_you'],
      [201, undefined],
    ]);
    const accounts = await askDatabase(server, `select 1 from account where email like '%@people.example'`);
    expect(accounts).toHaveLength(1);
  });

  it('nor changes or takes away what they could not give', async () => {
    const { accountId } = await member('holder');
    const id = await grantTo(server, { accountId, permission: 'activity:access' });
    const granter = await member('only.grants', ['permissions:can_grant', 'permissions:access']);
    for (const [route, body] of [
      [changeGrant, { version: 1, until: '2999-01-01' }],
      [revokeGrant, undefined],
    ] as const) {
      const answer = await send(granter, route, { id, ...(body && { body }) });
      expect([answer.status, answer.body['permission']]).toEqual([403, 'activity:access']);
    }
  });

  it('asked once more when the person joins: what the giver lost meanwhile lapses (ruling 20)', async () => {
    const giver = await member('giver', [
      'user-registration:access',
      'user-registration:can_hand_over_link',
      'permissions:can_grant',
      'settings:access',
      'activity:access',
    ]);
    const register = async () => {
      const { account, link } = await giver.call(registerPerson, {
        body: {
          account: { email: `${randomUUIDv7()}@people.example` },
          grants: [
            { application: 'settings', permission: 'access' },
            { application: 'activity', permission: 'access' },
          ],
          delivery: { channel: 'link' },
        },
      });
      return { id: account.id, token: link?.split('#')[1] ?? '' };
    };
    const left = (id: string) =>
      askDatabase(
        server,
        `select application from permission_grant where account_id = $1 and ended_at is null order by 1`,
        [id],
      );
    const joining = async ({ token }: { token: string }) =>
      server.visitor().call(joinOrganization, { body: { token, password: goodPassword } });

    const [first, second, third] = [await register(), await register(), await register()];
    await joining(first);
    expect(await left(first.id)).toEqual([{ application: 'activity' }, { application: 'settings' }]);

    await askDatabase(
      server,
      `update permission_grant set ended_at = now() where account_id = $1 and application = 'activity'`,
      [giver.accountId],
    );
    await joining(second);
    expect(await left(second.id)).toEqual([{ application: 'settings' }]);
    const lapsed = await askDatabase(server, `select 1 from activity where action = 'grant.lapsed'`);
    expect(lapsed).toHaveLength(1);

    await askDatabase(server, `update account set state = 'suspended' where id = $1`, [giver.accountId]);
    await joining(third);
    expect(await left(third.id)).toEqual([]);
  });
});

describe('what a grant opens', () => {
  it('nothing without a validated identity, and everything it says at the request after (ruling 14)', async () => {
    const person = await makeMember(server, {
      slug: 'alder-institute',
      username: 'waits',
      permissions: ['user-registration:access'],
      identity: 'none',
    });
    const states = [];
    for (const state of ['draft', 'submitted', 'returned', 'validated']) {
      await askDatabase(
        server,
        `insert into identity (organization_id, account_id, state, personal_code) select organization_id, id, $2, '20000001' from account where id = $1
         on conflict (organization_id, account_id) do update set state = excluded.state`,
        [person.accountId, state],
      );
      states.push(await may(person));
    }
    expect(states).toEqual([false, false, false, true]);
  });

  it('between its dates, by the database’s clock and to the second', async () => {
    const visitor = await member('dated');
    const cases: [string | null, string | null, boolean][] = [
      ['1 second', null, false],
      ['0 seconds', null, true],
      [null, '0 seconds', false],
      [null, '2 seconds', true],
      ['-2 days', '-1 day', false],
      ['-2 days', '1 day', true],
    ];
    for (const [from, until, open] of cases) {
      const id = await grantTo(server, {
        accountId: visitor.accountId,
        permission: 'user-registration:access',
        from,
        until,
      });
      expect(await may(visitor), `${from} – ${until}`).toBe(open);
      await askDatabase(server, 'update permission_grant set ended_at = now() where id = $1', [id]);
    }
  });

  it('until the end of the day that was named, in the organization’s time zone (ruling 6)', async () => {
    await askDatabase(server, `update organization_settings set time_zone = 'Pacific/Auckland'`);
    const { accountId } = await member('auckland');
    const answer = await give(founder, accountId, 'settings:access', {
      from: '2031-01-10',
      until: '2031-01-10',
    });
    // Summer there: UTC+13.
    expect(answer.body).toMatchObject({
      from: '2031-01-09T11:00:00.000Z',
      until: '2031-01-10T11:00:00.000Z',
      state: 'starts_later',
    });
    await askDatabase(server, `update organization_settings set time_zone = 'UTC'`);
  });

  it('nothing once it is withdrawn, at the next request', async () => {
    const visitor = await member('loses');
    const { body } = await give(founder, visitor.accountId, 'user-registration:access');
    expect(await may(visitor)).toBe(true);
    await founder.call(revokeGrant, { params: { id: String(body['id']) } });
    expect(await may(visitor)).toBe(false);
  });

  it('for the founder everything, and that is nobody’s to give or take', async () => {
    expect(await held(founder)).toEqual(allPermissions);
    const [row] = await askDatabase<{ id: string }>(
      server,
      'select founder_id as id from organization_settings',
    );
    const answer = await give(founder, row?.id ?? '', 'settings:access');
    expect([answer.status, codes(answer)]).toEqual([422, { account: 'grant.founder_has_all' }]);
    const { items } = await founder.call(listGrants, {
      query: { application: 'settings', permission: 'access' },
    });
    expect(items[0]).toMatchObject({ source: 'founder', abilities: { edit: false, revoke: false } });
    for (const [route, body] of [
      [changeGrant, { version: 0, until: null }],
      [revokeGrant, undefined],
    ] as const) {
      expect((await send(founder, route, { id: String(items[0]?.id), ...(body && { body }) })).status).toBe(
        404,
      );
    }
  });
});

describe('giving', () => {
  it.each([
    [
      'an end before the start',
      { from: '2031-01-02', until: '2031-01-01' },
      { until: 'grant.until_before_from' },
    ],
    ['an end that is over', { until: '2001-01-01' }, { until: 'grant.in_the_past' }],
    [
      'a permission of another application',
      { permission: 'can_bulk_invite' },
      { permission: 'grant.unknown_permission' },
    ],
  ])('refuses %s at its field', async (_, more, fields) => {
    const { accountId } = await member(`refused${randomUUIDv7().slice(-6)}`);
    const answer = await give(founder, accountId, 'settings:access', more);
    expect([answer.status, codes(answer)]).toEqual([422, fields]);
  });

  it('ten at once: the person has it once', async () => {
    const { accountId } = await member('once');
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => give(founder, accountId, 'settings:access')),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 422).map(codes)).toEqual(
      Array.from({ length: 9 }, () => ({ permission: 'grant.already_held' })),
    );
  });

  it('again what has ended by its date', async () => {
    const { accountId } = await member('again');
    await grantTo(server, { accountId, permission: 'settings:access', from: '-2 days', until: '-1 day' });
    expect((await give(founder, accountId, 'settings:access')).status).toBe(201);
  });

  it('counts who holds it now', async () => {
    const count = async () => {
      const { items } = await founder.call(listApplications);
      return items
        .find((item) => item.slug === 'user-management')
        ?.permissions.find((one) => one.name === 'can_export')?.holders;
    };
    const before = (await count()) ?? 0;
    const permission = 'user-management:can_export';
    await grantTo(server, { accountId: (await member('counted.one')).accountId, permission });
    await grantTo(server, {
      accountId: (await member('counted.two')).accountId,
      permission,
      from: '-2 days',
      until: '-1 day',
    });
    await grantTo(server, {
      accountId: (await member('counted.three')).accountId,
      permission,
      from: '2 days',
    });
    expect(await count()).toBe(before + 1);
  });
});

describe('changing', () => {
  const change = (id: string, body: object) => send(founder, changeGrant, { id, body });

  it('needs the version that was seen', async () => {
    const { accountId } = await member('versioned');
    const id = await grantTo(server, { accountId, permission: 'settings:access' });
    expect((await change(id, { version: 1, until: '2031-01-01' })).body).toMatchObject({
      version: 2,
      until: '2031-01-02T00:00:00.000Z',
    });
    const stale = await change(id, { version: 1, until: null });
    expect([stale.status, stale.body['code']]).toEqual([409, 'stale_version']);
    expect((await change(id, { version: 2, from: '2031-06-01' })).status).toBe(422);
    expect((await change(id, { version: 2, until: null })).body).toMatchObject({ version: 3, until: null });
  });

  it('two at once: one counts', async () => {
    const { accountId } = await member('two.hands');
    const id = await grantTo(server, { accountId, permission: 'settings:access' });
    const answers = await inLine(
      server,
      { sql: 'select 1 from permission_grant where id = $1 for update', values: [id] },
      ['2031-01-01', '2032-01-01'].map((until) => () => change(id, { version: 1, until })),
    );
    expect(answers.map((answer) => answer.status)).toEqual([200, 409]);
  });

  it('against its withdrawal: what was withdrawn stays so', async () => {
    const { accountId } = await member('withdrawn');
    const id = await grantTo(server, { accountId, permission: 'settings:access' });
    const answers = await inLine(
      server,
      { sql: 'select 1 from permission_grant where id = $1 for update', values: [id] },
      [
        () => send(founder, revokeGrant, { id }),
        () => change(id, { version: 1, until: '2031-01-01' }),
        () => send(founder, revokeGrant, { id }),
      ],
    );
    expect(answers.map((answer) => answer.status)).toEqual([204, 409, 409]);
  });
});
