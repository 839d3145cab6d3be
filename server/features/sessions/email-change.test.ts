import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  askForEmailChange,
  cancelEmailChange,
  confirmEmailChange,
  getEmailChange,
  inspectEmailChange,
  refuseEmailChange,
} from '../../../contract/email-change.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { changePassword, completePasswordReset, getSession, signIn } from '../../../contract/sessions.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { emailChangeTokensOf, resetTokenOf } from '../../../tests/support/mailed-tokens.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { send } from '../../../tests/support/send.ts';
import { goodPassword, startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

const organization = 'alder-institute';
const another = 'violet harbour sextant plum';
type Member = Visitor & { readonly accountId: string };
const member = (username: string) => makeMember(server, { slug: organization, username });

const emailOf = async ({ accountId }: Member) =>
  (await askDatabase<{ email: string }>(server, 'select email from account where id = $1', [accountId]))[0]
    ?.email;
const enters = async (login: string, password = goodPassword) =>
  (await send(server.visitor(), signIn, { body: { organization, login, password } })).status;
const confirm = (token: string) => send(server.visitor(), confirmEmailChange, { body: { token } });
const inspect = (token: string) => send(server.visitor(), inspectEmailChange, { body: { token } });

/** As if the last mails had gone out long ago, so that the next need not wait. */
const letMailsPass = () =>
  askDatabase(server, `update mail set created_at = created_at - interval '2 hours'`);

async function asked(person: Member, email: string) {
  await letMailsPass();
  await person.call(askForEmailChange, { body: { email } });
  return emailChangeTokensOf(server, person.accountId);
}

describe('a change of email', () => {
  it('counts once both addresses have confirmed, in either order; until then one signs in by the old', async () => {
    for (const order of [['old', 'new'] as const, ['new', 'old'] as const]) {
      const [first, second] = order;
      const person = await member(`moves.${first}.first`);
      const old = await emailOf(person);
      const next = `Moved.${first}@Elsewhere.example`;
      const tokens = await asked(person, next);
      expect((await confirm(tokens[first])).body).toEqual({ done: false });
      expect([await emailOf(person), await enters(old ?? ''), await enters(next)]).toEqual([old, 201, 401]);
      expect((await person.call(getEmailChange)).change).toMatchObject({
        email: next,
        oldConfirmed: first === 'old',
        newConfirmed: first === 'new',
        taken: false,
      });
      expect((await confirm(tokens[second])).body).toEqual({ done: true });
      expect([await enters(old ?? ''), await enters(next.toUpperCase())]).toEqual([401, 201]);
      expect(await person.call(getEmailChange)).toMatchObject({ change: null });
      expect((await send(person, getSession)).status).toBe(200);
      for (const token of Object.values(tokens)) expect((await confirm(token)).status).toBe(410);
    }
  });

  it('mails one link to the old address and another to the new, and neither stands in the database', async () => {
    const person = await member('two.mails');
    await asked(person, 'new.mails@elsewhere.example');
    const mails = await askDatabase(
      server,
      `select kind, recipient, data::text from mail where account_id = $1 order by kind`,
      [person.accountId],
    );
    expect(mails).toEqual([
      { kind: 'email_change_new', recipient: 'new.mails@elsewhere.example', data: '{}' },
      { kind: 'email_change_old', recipient: null, data: '{}' },
    ]);
  });

  it('is not spent by looking at it, however often (P10)', async () => {
    const person = await member('looked.at');
    const tokens = await asked(person, 'looked@elsewhere.example');
    for (let round = 0; round < 3; round++) {
      for (const side of ['old', 'new'] as const) {
        expect((await inspect(tokens[side])).body).toEqual({
          organization: { name: 'Alder Institute' },
          from: 'looked.at@alder-institute.example',
          to: 'looked@elsewhere.example',
          side,
          language: 'en',
        });
      }
    }
    expect((await person.call(getEmailChange)).change).toMatchObject({
      oldConfirmed: false,
      newConfirmed: false,
    });
  });

  it('needs each side’s own link: one side’s twice is not both', async () => {
    const person = await member('one.side');
    const tokens = await asked(person, 'one.side@elsewhere.example');
    await confirm(tokens.new);
    expect((await confirm(tokens.new)).body['code']).toBe('link_used');
    expect(await emailOf(person)).toBe('one.side@alder-institute.example');
    const forged = [`${tokens.old.slice(0, 45)}${tokens.new.slice(45)}`.slice(0, -1) + 'A', '', 'x'];
    for (const token of forged) expect((await confirm(token)).status).toBeGreaterThanOrEqual(400);
  });

  it('lives 24 hours by the database’s clock (P8)', async () => {
    const person = await member('too.late');
    const tokens = await asked(person, 'late@elsewhere.example');
    const age = (interval: string) =>
      askDatabase(
        server,
        `update email_change set expires_at = created_at + interval '24 hours' - $2::interval where account_id = $1`,
        [person.accountId, interval],
      );
    await age('23 hours 59 minutes');
    expect((await inspect(tokens.old)).status).toBe(200);
    await age('24 hours');
    for (const token of [tokens.old, tokens.new]) {
      expect((await confirm(token)).body['code']).toBe('link_expired');
      expect((await inspect(token)).body['code']).toBe('link_expired');
    }
  });

  it('is refused for an address of another, with the reason at its field, and for one’s own', async () => {
    const person = await member('wants.taken');
    await letMailsPass();
    const tries = ['founder@alder-institute.example', 'FOUNDER@ALDER-INSTITUTE.example'];
    for (const email of tries) {
      const { status, body } = await send(person, askForEmailChange, { body: { email } });
      expect([status, body['fields']]).toMatchObject([422, { email: [{ code: 'account.email_taken' }] }]);
    }
    const own = await send(person, askForEmailChange, {
      body: { email: 'Wants.Taken@alder-institute.example' },
    });
    expect(own.body['fields']).toMatchObject({ email: [{ code: 'email.same' }] });
  });

  it('whose address another took meanwhile changes nothing, and says so', async () => {
    const person = await member('too.slow');
    const tokens = await asked(person, 'wanted@elsewhere.example');
    await confirm(tokens.old);
    await founder.call(registerPerson, {
      body: { account: { email: 'wanted@elsewhere.example' }, delivery: { channel: 'none' } },
    });
    const answer = await confirm(tokens.new);
    expect([answer.status, answer.body['code']]).toEqual([422, 'not_acceptable']);
    expect(await emailOf(person)).toBe('too.slow@alder-institute.example');
    // Not half: the confirmation that failed is not written down either.
    expect((await person.call(getEmailChange)).change).toMatchObject({
      oldConfirmed: true,
      newConfirmed: false,
      taken: true,
    });
  });

  it('takes one plain address, nothing else (T13)', async () => {
    const person = await member('odd.address');
    const odd = [
      ['a@x.example'],
      'a@x.example,b@x.example',
      'a@x.example\nbcc: b@x.example',
      { to: 'a' },
      '',
    ];
    for (const email of odd) {
      const { status } = await send(person, askForEmailChange, { body: { email } });
      expect([400, 422]).toContain(status);
    }
    expect(
      await askDatabase(server, 'select 1 from email_change where account_id = $1', [person.accountId]),
    ).toEqual([]);
  });

  it('asks for mails no faster than a person needs (P9)', async () => {
    const person = await member('hasty');
    await asked(person, 'hasty1@elsewhere.example');
    const again = await send(person, askForEmailChange, { body: { email: 'hasty2@elsewhere.example' } });
    expect([again.status, Number(again.headers.get('retry-after')) > 50]).toEqual([429, true]);
  });
});

describe('two at once', () => {
  it('both sides confirmed at the same moment make one change', async () => {
    for (let round = 0; round < 5; round++) {
      const person = await member(`at.once.${round}`);
      const tokens = await asked(person, `at.once.${round}@elsewhere.example`);
      const answers = await Promise.all([confirm(tokens.old), confirm(tokens.new), confirm(tokens.new)]);
      expect(answers.filter((answer) => answer.body['done'] === true)).toHaveLength(1);
      expect(answers.filter((answer) => answer.status === 410)).toHaveLength(1);
      const changed = await askDatabase(
        server,
        `select 1 from activity where subject_id = $1 and action = 'email.changed'`,
        [person.accountId],
      );
      expect(changed).toHaveLength(1);
    }
  });

  it('two people who want the same address: one gets it', async () => {
    const people = [await member('rival.one'), await member('rival.two')];
    const tokens = [];
    for (const person of people) tokens.push(await asked(person, 'prize@elsewhere.example'));
    for (const pair of tokens) await confirm(pair.old);
    const answers = await Promise.all(tokens.map((pair) => confirm(pair.new)));
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 422]);
  });

  it('two who ask: one waits its turn', async () => {
    const person = await member('asks.twice');
    await letMailsPass();
    const answers = await Promise.all(
      ['first', 'second'].map((name) =>
        send(person, askForEmailChange, { body: { email: `${name}@elsewhere.example` } }),
      ),
    );
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([202, 429]);
  });
});

// T28: whatever changes password or email ends every link that speaks of what was.
describe('what ends a change under way', () => {
  const ends: [string, (person: Member, name: string) => Promise<unknown>][] = [
    [
      'its owner takes it back',
      async (person) => {
        await person.call(cancelEmailChange);
        expect((await send(person, cancelEmailChange)).status).toBe(404);
      },
    ],
    ['a newer one', (person) => asked(person, 'newer@elsewhere.example')],
    [
      'a change of password',
      (person) => person.call(changePassword, { body: { current: goodPassword, password: another } }),
    ],
    [
      'a reset of the password',
      async (_, login) => {
        const token = await resetTokenOf(server, { organization, login });
        await server.visitor().call(completePasswordReset, { body: { token, password: another } });
      },
    ],
    [
      'that the account is suspended',
      (person) =>
        askDatabase(server, `update account set state = 'suspended' where id = $1`, [person.accountId]),
    ],
    [
      '"this was not me"',
      async (person) => {
        const { old } = await emailChangeTokensOf(server, person.accountId);
        await server.visitor().call(refuseEmailChange, { body: { token: old } });
      },
    ],
  ];

  it.each(ends)('%s', async (what, end) => {
    const name = `ends.${what.replaceAll(/\W+/g, '.').replaceAll(/^\.|\.$/g, '')}`.slice(0, 60);
    const person = await member(name);
    const tokens = await asked(person, `${name}@elsewhere.example`);
    await confirm(tokens.new);
    await letMailsPass();
    await end(person, name);
    for (const token of [tokens.old, tokens.new]) {
      expect((await confirm(token)).body['code']).toBe('link_used');
      expect((await inspect(token)).body['code']).toBe('link_used');
    }
    expect(await emailOf(person)).toBe(`${name}@alder-institute.example`);
  });

  it('and a completed one ends a reset that was on its way to the old address', async () => {
    const person = await member('reset.then.moved');
    await letMailsPass();
    const reset = await resetTokenOf(server, { organization, login: 'reset.then.moved' });
    const tokens = await asked(person, 'moved.away@elsewhere.example');
    await confirm(tokens.old);
    await confirm(tokens.new);
    const answer = await send(server.visitor(), completePasswordReset, {
      body: { token: reset, password: another },
    });
    expect(answer.body['code']).toBe('link_used');
    expect(await enters('reset.then.moved')).toBe(201);
  });
});

// T2: of the five ways to be in an account before its owner, those that a house without federation has.
describe('who was in the account before its owner proved the mailbox', () => {
  it('is out: their session ends, and the change they began is void', async () => {
    const thief = await member('taken.over');
    const tokens = await asked(thief, 'thief@elsewhere.example');
    await confirm(tokens.new);
    await letMailsPass();
    const token = await resetTokenOf(server, { organization, login: 'taken.over' });
    await server.visitor().call(completePasswordReset, { body: { token, password: another } });
    expect((await send(thief, getSession)).status).toBe(401);
    expect((await confirm(tokens.old)).body['code']).toBe('link_used');
    expect(await enters('thief@elsewhere.example')).toBe(401);
    expect(await enters('taken.over', another)).toBe(201);
  });

  it('has left no identifier of theirs: an address that was never confirmed finds nobody', async () => {
    const person = await member('trojan');
    await asked(person, 'trojan@elsewhere.example');
    expect(await enters('trojan@elsewhere.example')).toBe(401);
    const before = await askDatabase(server, 'select 1 from password_reset');
    await resetTokenOf(server, { organization, login: 'trojan@elsewhere.example' }).catch(() => undefined);
    expect(await askDatabase(server, 'select 1 from password_reset')).toHaveLength(before.length);
    // And it stays free for whoever is invited by it.
    await founder.call(registerPerson, {
      body: { account: { email: 'trojan@elsewhere.example' }, delivery: { channel: 'none' } },
    });
  });
});
