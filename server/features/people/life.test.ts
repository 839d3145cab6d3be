import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../../../contract/api-keys.ts';
import { listGrants } from '../../../contract/grants.ts';
import { inspectInvitation, joinOrganization } from '../../../contract/join.ts';
import * as people from '../../../contract/people.ts';
import { listAccounts } from '../../../contract/registry.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { getSession, inspectPasswordReset, signIn } from '../../../contract/sessions.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { callWithKey } from '../../../tests/support/call-with-key.ts';
import { inLine } from '../../../tests/support/in-line.ts';
import { invitationTokenOf, resetTokenOf } from '../../../tests/support/mailed-tokens.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { outcomeOf } from '../../../tests/support/outcome-of.ts';
import { goodPassword, startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
let founderId: string;
let slug: string;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
  ({ slug } = founder);
  founderId = (await founder.call(getSession)).account.id;
});
afterAll(() => server.stop());

let made = 0;
const member = (permissions: Parameters<typeof makeMember>[1]['permissions'] = []) => {
  made += 1;
  return makeMember(server, { slug, username: `member${made}`, permissions });
};
const at = (id: string) => ({ params: { id } });
const codeOf = async (call: Promise<unknown>) => {
  const outcome = await outcomeOf(call);
  return outcome.kind === 'refused' ? outcome.code : outcome.kind;
};
const stateOf = async (id: string) =>
  (await askDatabase<{ state: string }>(server, 'select state from account where id = $1', [id]))[0]?.state;
const accountRow = (id: string) => ({ sql: 'select from account where id = $1 for update', values: [id] });
const invite = (
  by: Visitor,
  email: string,
  grants: { application: 'settings'; permission: 'access' }[] = [],
) => by.call(registerPerson, { body: { account: { email }, grants, delivery: { channel: 'email' } } });

describe('suspending', () => {
  it('ends sessions, keys and links within a second, and reactivating brings back the account alone (P15, T11)', async () => {
    const person = await member(['settings:access']);
    const id = person.accountId;
    const { key } = await person.call(createApiKey, {
      body: { name: 'A program', permissions: ['settings:access'] },
    });
    const program = callWithKey(server, key);
    const reset = await resetTokenOf(server, { organization: slug, login: `member${made}` });
    expect(await codeOf(person.call(getSession))).toBe('done');
    const begin = performance.now();
    expect(await founder.call(people.suspendAccount, at(id))).toEqual({ id, state: 'suspended' });
    expect(await codeOf(person.call(getSession))).toBe('not_signed_in');
    expect(performance.now() - begin).toBeLessThan(1000);
    expect((await program.fetch('/api/v1/organization')).status).toBe(401);
    expect(await codeOf(server.visitor().call(inspectPasswordReset, { body: { token: reset } }))).toBe(
      'link_used',
    );
    const body = { organization: slug, login: `member${made}`, password: goodPassword };
    expect(await codeOf(server.visitor().call(signIn, { body }))).toBe('account_suspended');

    await founder.call(people.reactivateAccount, at(id));
    expect(await codeOf(person.call(getSession))).toBe('not_signed_in');
    expect(await codeOf(server.visitor().call(inspectPasswordReset, { body: { token: reset } }))).toBe(
      'link_used',
    );
    expect(await codeOf(server.visitor().call(signIn, { body }))).toBe('done');
    expect((await program.fetch('/api/v1/organization')).status).toBe(200);
  });

  it('by two at once is done by one', async () => {
    const { accountId: id } = await member();
    const suspend = () => outcomeOf(founder.call(people.suspendAccount, at(id)));
    const outcomes = await inLine(server, accountRow(id), [suspend, suspend]);
    expect(outcomes).toMatchObject([{ kind: 'done' }, { code: 'not_possible_now' }]);
    expect(
      await askDatabase(
        server,
        `select from activity where subject_id = $1 and action = 'account.suspended'`,
        [id],
      ),
    ).toHaveLength(1);
  });

  it('finds the session of a sign-in that runs at the same time, whichever comes first', async () => {
    const { accountId: id } = await member();
    const body = { organization: slug, login: `member${made}`, password: goodPassword };
    const visitor = server.visitor();
    const enter = () => outcomeOf(visitor.call(signIn, { body }));
    const suspend = () => outcomeOf(founder.call(people.suspendAccount, at(id)));
    await inLine<unknown>(server, accountRow(id), [enter, suspend]);
    expect(await codeOf(visitor.call(getSession))).toBe('not_signed_in');
    await founder.call(people.reactivateAccount, at(id));
    const [first, second] = await inLine<{ kind: string }>(server, accountRow(id), [suspend, enter]);
    expect([first?.kind, second?.kind]).toEqual(['done', 'refused']);
  });

  it('leaves what was sent and ends what was granted with it, until somebody joins (ruling 20)', async () => {
    const inviter = await member(['user-registration:access', 'permissions:can_grant', 'settings:access']);
    const grants = [{ application: 'settings', permission: 'access' } as const];
    const { account } = await invite(inviter, `waits${made}@people.example`, grants);
    const theirs = await invite(founder, `other${made}@people.example`, grants);
    await founder.call(people.suspendAccount, at(inviter.accountId));
    const held = async (id: string) =>
      (await founder.call(listGrants, { query: { account: id } })).items.map(({ permission }) => permission);
    expect(await held(account.id)).toEqual([]);
    expect(await held(theirs.account.id)).toEqual(['access']);
    expect((await founder.call(people.getAccount, at(account.id))).invitation).toMatchObject({
      state: expect.stringMatching(/queued|sent/) as unknown,
      by: expect.stringMatching(/^Member/) as unknown,
    });
  });

  it('that fails half-way has done nothing', async () => {
    const person = await member();
    await askDatabase(
      server,
      `create function fail() returns trigger language plpgsql as $$ begin raise 'half-way'; end $$`,
    );
    await askDatabase(
      server,
      `create trigger fails before insert on activity for each row when (new.action = 'account.suspended')
       execute function fail()`,
    );
    expect(await codeOf(founder.call(people.suspendAccount, at(person.accountId)))).toBe('internal');
    await askDatabase(server, 'drop trigger fails on activity');
    expect(await stateOf(person.accountId)).toBe('active');
    expect(await codeOf(person.call(getSession))).toBe('done');
  });
});

describe('closing', () => {
  it('is final: no sign-in, no link, no way back; email and username stay taken (ruling 18)', async () => {
    const email = 'gone@people.example';
    const { account, invitation } = await invite(founder, email);
    const token = await invitationTokenOf(server, invitation.id);
    const { id } = account;
    await founder.call(people.closeAccount, at(id));
    expect(await codeOf(server.visitor().call(inspectInvitation, { body: { token } }))).toBe(
      'invitation_revoked',
    );
    for (const act of [people.suspendAccount, people.reactivateAccount, people.closeAccount]) {
      expect(await codeOf(founder.call(act, at(id)))).toBe('not_possible_now');
    }
    const change = { ...at(id), body: { version: 2, population: 'external' as const } };
    expect(await codeOf(founder.call(people.changeAccount, change))).toBe('not_possible_now');
    expect(await outcomeOf(invite(founder, email))).toMatchObject({ status: 422 });
    expect(await askDatabase(server, 'select state from mail where account_id = $1', [id])).not.toEqual([
      { state: 'queued' },
    ]);
  });

  it('signs out within a second, programs too (P15)', async () => {
    const person = await member(['settings:access']);
    const { key } = await person.call(createApiKey, {
      body: { name: 'A program', permissions: ['settings:access'] },
    });
    const program = callWithKey(server, key);
    expect((await program.fetch('/api/v1/organization')).status).toBe(200);
    const begin = performance.now();
    await founder.call(people.closeAccount, at(person.accountId));
    expect(await codeOf(person.call(getSession))).toBe('not_signed_in');
    expect((await program.fetch('/api/v1/organization')).status).toBe(401);
    expect(performance.now() - begin).toBeLessThan(1000);
  });

  it('against a join at the same time ends in one of the two serial orders (F19)', async () => {
    for (const order of ['join first', 'close first']) {
      const { account, invitation, link } = await founder.call(registerPerson, {
        body: {
          account: { email: `${order.replace(' ', '.')}@people.example` },
          delivery: { channel: 'link' },
        },
      });
      const token = link?.split('#')[1] ?? '';
      const join = () =>
        outcomeOf(server.visitor().call(joinOrganization, { body: { token, password: goodPassword } }));
      const close = () => outcomeOf(founder.call(people.closeAccount, at(account.id)));
      const row = { sql: 'select from invitation where id = $1 for update', values: [invitation.id] };
      const callers = order === 'join first' ? [join, close] : [close, join];
      const outcomes = await inLine<{ kind: string }>(server, row, callers);
      expect(await stateOf(account.id)).toBe('closed');
      expect(outcomes.map(({ kind }) => kind)).toEqual(
        order === 'join first' ? ['done', 'done'] : ['done', 'refused'],
      );
      expect(
        await askDatabase(server, 'select from session where account_id = $1 and ended_at is null', [
          account.id,
        ]),
      ).toEqual([]);
    }
  });
});

describe('changing', () => {
  it('takes a username, a population and a language, by the version that was seen', async () => {
    const { accountId: id } = await member();
    const change = (body: object) =>
      outcomeOf(founder.call(people.changeAccount, { ...at(id), body: { version: 1, ...body } }));
    expect(await change({ username: 'founder' })).toMatchObject({ status: 422 });
    expect(await change({ username: 'FOUNDER' })).toMatchObject({ status: 422 });
    expect(await change({ language: 'tlh' })).toMatchObject({ status: 422 });
    expect(await change({ population: 'external', language: 'it', username: 'New.Name' })).toMatchObject({
      answer: { population: 'external', language: 'it', username: 'New.Name', version: 2 },
    });
    expect(await change({ population: 'internal' })).toMatchObject({ code: 'stale_version' });
    const body = { organization: slug, login: 'new.name', password: goodPassword };
    expect(await codeOf(server.visitor().call(signIn, { body }))).toBe('done');
  });

  it('by two at once is done by one', async () => {
    const { accountId: id } = await member();
    const change = (population: 'internal' | 'external', username: string) => () =>
      outcomeOf(
        founder.call(people.changeAccount, { ...at(id), body: { version: 1, population, username } }),
      );
    const outcomes = await inLine(server, accountRow(id), [
      change('external', 'faster.one'),
      change('external', 'slower.one'),
    ]);
    expect(outcomes).toMatchObject([{ kind: 'done' }, { code: 'stale_version' }]);
  });
});

describe('nobody', () => {
  const acts = [people.suspendAccount, people.closeAccount, people.eraseAccount];

  it('suspends, closes or erases the founder or themselves', async () => {
    const operator = await member([
      'user-management:access',
      'user-management:can_suspend',
      'user-management:can_close',
      'user-management:can_erase',
      'user-management:can_register_identity',
    ]);
    for (const act of acts) {
      expect(await codeOf(operator.call(act, at(founderId)))).toBe('founder_stays');
      expect(await codeOf(founder.call(act, at(founderId)))).toBe('founder_stays');
      expect(await codeOf(operator.call(act, at(operator.accountId)))).toBe('own_account');
    }
    const change = { ...at(founderId), body: { version: 1, username: 'not.the.founder' } };
    expect(await codeOf(operator.call(people.changeAccount, change))).toBe('founder_stays');
    const page = await operator.call(people.getAccount, at(operator.accountId));
    expect(page).toMatchObject({
      isSelf: true,
      abilities: { suspend: false, close: false, erase: false, reactivate: false, handOver: false },
    });
    expect((await operator.call(people.getAccount, at(founderId))).abilities).toMatchObject({
      change: false,
      suspend: false,
    });
  });

  it('makes the founder’s account anything but active by another way: the database refuses (P22)', async () => {
    for (const state of ['suspended', 'closed', 'invited']) {
      await expect(
        askDatabase(server, 'update account set state = $2 where id = $1', [founderId, state]),
      ).rejects.toThrow('organization_founder_active');
    }
    await expect(askDatabase(server, 'delete from account where id = $1', [founderId])).rejects.toThrow(
      'organization_founder_active',
    );
  });
});

describe('erasing', () => {
  it('frees email and username, and whoever comes back starts at zero (T29)', async () => {
    const person = await member(['settings:access']);
    const [before] = (await founder.call(listAccounts, { query: { query: `member${made}` } })).items;
    const { email, username } = before ?? { email: '', username: '' };
    await founder.call(people.eraseAccount, at(person.accountId));
    expect(await codeOf(person.call(getSession))).toBe('not_signed_in');
    expect(await codeOf(founder.call(people.getAccount, at(person.accountId)))).toBe('not_found');
    const { account } = await founder.call(registerPerson, {
      body: { account: { email, username }, delivery: { channel: 'none' } },
    });
    const again = await founder.call(people.getAccount, at(account.id));
    expect(account.id).not.toBe(person.accountId);
    expect(again).toMatchObject({ state: 'invited', identityState: 'none', personalCode: null, fields: {} });
    expect((await founder.call(listGrants, { query: { account: account.id } })).items).toEqual([]);
  });

  it('by two at once is done by one', async () => {
    const { accountId: id } = await member();
    const erase = () => outcomeOf(founder.call(people.eraseAccount, at(id)));
    const outcomes = await inLine(server, accountRow(id), [erase, erase]);
    expect(outcomes).toMatchObject([{ kind: 'done' }, { code: 'not_found' }]);
  });

  it('leaves nothing to come back by a request that was under way', async () => {
    const person = await member();
    const id = person.accountId;
    const saving = await import('../../../contract/identities.ts');
    await askDatabase(server, 'delete from identity where account_id = $1', [id]);
    const erase = () => outcomeOf(founder.call(people.eraseAccount, at(id)));
    const save = () =>
      outcomeOf(person.call(saving.saveMyIdentity, { body: { fields: { given_name: 'Comes Back' } } }));
    const outcomes = await inLine<unknown>(server, accountRow(id), [erase, save]);
    expect(outcomes).toMatchObject([{ kind: 'done' }, { kind: 'refused', code: 'not_found' }]);
    expect(await askDatabase(server, `select from identity where account_id = $1`, [id])).toEqual([]);
  });

  it('that fails half-way has done nothing', async () => {
    const person = await member(['settings:access']);
    // As a table would that somebody adds and forgets.
    await askDatabase(
      server,
      `create table forgotten (organization_id uuid, account_id uuid, foreign key (organization_id, account_id) references account)`,
    );
    await askDatabase(server, `insert into forgotten select organization_id, id from account where id = $1`, [
      person.accountId,
    ]);
    expect(await codeOf(founder.call(people.eraseAccount, at(person.accountId)))).toBe('internal');
    await askDatabase(server, 'drop table forgotten');
    expect(await codeOf(person.call(getSession))).toBe('done');
    expect((await founder.call(people.getAccount, at(person.accountId))).identityState).toBe('validated');
  });
});
