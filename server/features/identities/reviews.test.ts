import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as identities from '../../../contract/identities.ts';
import * as reviews from '../../../contract/identity-reviews.ts';
import { listGrantCandidates } from '../../../contract/grants.ts';
import { listAccounts } from '../../../contract/registry.ts';
import { getSession } from '../../../contract/sessions.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { inLine } from '../../../tests/support/in-line.ts';
import { grantTo, makeMember } from '../../../tests/support/make-member.ts';
import { outcomeOf } from '../../../tests/support/outcome-of.ts';
import { longestTest, rounds } from '../../../tests/support/rounds.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
let giulia: Visitor;
let olav: Visitor & { readonly accountId: string };
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
  const reviewer = (username: string) =>
    makeMember(server, {
      slug: founder.slug,
      username,
      permissions: ['user-management:can_validate_identity'],
    });
  giulia = await reviewer('giulia.conti');
  olav = await reviewer('olav.berg');
});
afterAll(() => server.stop());

let people = 0;
/** Someone who may sign in and nothing more. */
const newPerson = (language = 'en') => {
  people += 1;
  const username = `person${people}`;
  return makeMember(server, { slug: founder.slug, username, identity: 'none' }).then(async (person) => {
    await askDatabase(server, 'update account set language = $2 where id = $1', [person.accountId, language]);
    return person;
  });
};
type Person = Awaited<ReturnType<typeof newPerson>>;

const names = { given_name: 'Anna', family_name: 'Rossi' };

const submit = (person: Visitor, fields: identities.FieldChanges = {}) =>
  person.call(identities.submitMyIdentity, { body: { fields: { ...names, ...fields } } });
const validate = (reviewer: Visitor, { accountId: id }: Pick<Person, 'accountId'>, version: number) =>
  reviewer.call(reviews.validateIdentity, { params: { id }, body: { version } });
const giveBack = (reviewer: Visitor, { accountId: id }: Person, version: number) =>
  reviewer.call(reviews.returnIdentity, {
    params: { id },
    body: { version, reasons: { tax_code: 'The last letter differs from your document.' } },
  });
const identityRow = 'select from identity where account_id = $1 for update';

/** Mails that someone got, once all that were queued are through. */
async function mailsTo({ accountId }: Pick<Person, 'accountId'>) {
  const waiting = `select from mail where account_id = $1 and state in ('queued', 'sending')`;
  await vi.waitUntil(async () => (await askDatabase(server, waiting, [accountId])).length === 0, 8000);
  return askDatabase<{ kind: string; subject: string; data: object }>(
    server,
    `select kind, subject, data from mail where account_id = $1 and state = 'kept' order by id`,
    [accountId],
  );
}

describe('a reviewer', () => {
  it('accepts: code given, name known, grants open at the next request, the person told', async () => {
    const anna = await newPerson();
    await grantTo(server, { accountId: anna.accountId, permission: 'permissions:can_grant' });
    const mayGrant = async () =>
      (await outcomeOf(anna.call(listGrantCandidates, { query: {} }))).kind === 'done';
    await submit(anna);
    expect(await mayGrant()).toBe(false);
    const { personalCode } = await validate(giulia, anna, 1);
    expect(personalCode).toMatch(/^1000\d{4}$/);
    expect(await mayGrant()).toBe(true);
    expect(await anna.call(getSession, {})).toMatchObject({
      account: { name: 'Anna Rossi' },
      identity: { state: 'validated', personalCode },
    });
    const mails = await mailsTo(anna);
    expect(mails).toEqual([
      {
        kind: 'identity_validated',
        subject: 'Your identity at Alder Institute is validated',
        data: { news: 'first' },
      },
    ]);
  });

  it('returns one field: the person reads why, corrects it, and comes again', async () => {
    const anna = await newPerson('it');
    await submit(anna, { tax_code: 'RSSNNA91D52L424X' });
    await giveBack(giulia, anna, 1);
    expect(await anna.call(identities.getMyIdentity, {})).toMatchObject({
      state: 'returned',
      reasons: { tax_code: 'The last letter differs from your document.' },
      returnedBy: 'Giulia Conti',
      fields: { tax_code: 'RSSNNA91D52L424X' },
    });
    expect((await mailsTo(anna)).map(({ subject }) => subject)).toEqual([
      'Un dato da correggere in Alder Institute',
    ]);
    const corrected = { fields: { tax_code: 'RSSNNA91D52L424T' } };
    expect(await anna.call(identities.saveMyIdentity, { body: corrected })).toMatchObject({
      state: 'draft',
      reasons: { tax_code: 'The last letter differs from your document.' },
    });
    await submit(anna);
    const review = await giulia.call(reviews.getReview, { params: { id: anna.accountId } });
    expect(review).toMatchObject({
      identity: { version: 2 },
      news: 'corrected',
      changed: ['tax_code'],
      content: { fields: names, hidden: ['tax_code'] },
      reasons: { tax_code: 'The last letter differs from your document.' },
      inForce: null,
    });
    await validate(giulia, anna, 2);
  });

  it('sees a changed field beside what is in force, which stays until they decide', async () => {
    const anna = await newPerson();
    await submit(anna);
    const { personalCode } = await validate(giulia, anna, 1);
    await submit(anna, { family_name: 'Bianchi' });
    expect((await anna.call(getSession, {})).account.name).toBe('Anna Rossi');
    const review = await giulia.call(reviews.getReview, { params: { id: anna.accountId } });
    expect(review).toMatchObject({
      news: 'changed',
      changed: ['family_name'],
      name: 'Anna Bianchi',
      content: { fields: { family_name: 'Bianchi' } },
      inForce: { fields: { family_name: 'Rossi' } },
    });
    await giveBack(giulia, anna, 2);
    const returned = await anna.call(identities.getMyIdentity, {});
    expect(returned).toMatchObject({ state: 'validated', pending: { version: 2, state: 'returned' } });
    await submit(anna, { family_name: 'Bianchi Rossi' });
    expect(await validate(giulia, anna, 3)).toEqual({ state: 'validated', personalCode });
    expect((await anna.call(getSession, {})).account.name).toBe('Anna Bianchi Rossi');
  });

  it('never reviews themselves, and gives a reason for what they return', async () => {
    await submit(olav);
    const own = { params: { id: olav.accountId } };
    expect(
      await outcomeOf(olav.call(reviews.validateIdentity, { ...own, body: { version: 2 } })),
    ).toMatchObject({ status: 403, code: 'own_identity' });
    const returns = (reasons: Record<string, string>) =>
      outcomeOf(giulia.call(reviews.returnIdentity, { ...own, body: { version: 2, reasons } }));
    expect(await returns({})).toMatchObject({ status: 422 });
    expect(await returns({ given_name: ' ' })).toMatchObject({ status: 422 });
    expect(await returns({ unheard_of: 'Why?' })).toMatchObject({ status: 422 });
    expect(await returns({ given_name: 'Is that all?' })).toMatchObject({ kind: 'done' });
  });

  it('finds who waits longest first, by filter, page by page, and is told how many there are', async () => {
    const house = await server.found('Birch House');
    const made: Person[] = [];
    for (const index of [1, 2, 3]) {
      const person = await makeMember(server, {
        slug: house.slug,
        username: `birch${index}`,
        identity: 'none',
      });
      await submit(person, { given_name: `Bára ${'i'.repeat(index)}` });
      made.push(person);
    }
    await askDatabase(
      server,
      `update identity set submitted_at = submitted_at - interval '1 day' where account_id = $1`,
      [made[2]?.accountId],
    );
    const order = [2, 0, 1].map((index) => made[index]?.accountId);
    const first = await house.call(reviews.listReviews, { query: { limit: 2 } });
    expect(first.items.map(({ identity }) => identity.id)).toEqual(order.slice(0, 2));
    expect(first.total).toBe(3);
    const { nextCursor } = first;
    if (nextCursor === null) throw new Error('there is a second page');
    const second = await house.call(reviews.listReviews, { query: { limit: 2, cursor: nextCursor } });
    expect(second.items.map(({ identity }) => identity.id)).toEqual(order.slice(2));
    const found = await house.call(reviews.listReviews, { query: { query: 'BÁRA II ' } });
    expect(found.items.map(({ name }) => name)).toEqual(['Bára iii Rossi', 'Bára ii Rossi']);
    expect((await house.call(reviews.listReviews, { query: { news: 'changed' } })).items).toEqual([]);
    expect(await house.call(reviews.countReviews, {})).toMatchObject({
      submitted: 3,
      returned: 0,
      draft: 0,
      validatedThisMonth: 0,
    });
  });
});

describe('a name that nobody has validated', () => {
  it('is found by reviewers once it is handed in, by nobody in the registry, and in a draft by nobody at all', async () => {
    const anna = await newPerson();
    const fields = { given_name: 'Zephyrine', family_name: 'Quill' };
    const queue = async (state: 'draft' | 'submitted', query?: string) =>
      (await giulia.call(reviews.listReviews, { query: { state, ...(query && { query }) } })).items;
    const registry = async (query: string) => (await founder.call(listAccounts, { query: { query } })).items;
    const { username } = (await anna.call(getSession)).account;
    await anna.call(identities.saveMyIdentity, { body: { fields } });
    expect(JSON.stringify(await queue('draft'))).not.toContain('Zephyrine');
    expect((await queue('draft', username)).map(({ name }) => name)).toEqual([username]);
    expect([await queue('draft', 'zephyrine'), await registry('zephyrine')]).toEqual([[], []]);
    await submit(anna, fields);
    expect((await queue('submitted', 'zephyrine')).map(({ name }) => name)).toEqual(['Zephyrine Quill']);
    expect(await registry('zephyrine')).toEqual([]);
    expect(JSON.stringify(await registry(username))).not.toContain('Zephyrine');
    const [waiting] = await queue('submitted', 'zephyrine');
    await validate(giulia, anna, waiting?.identity.version ?? 0);
    expect((await registry('zephyrine')).map(({ name }) => name)).toEqual(['Zephyrine Quill']);
  });
});

describe('at the same moment', () => {
  it('two reviewers: one decides, the other is told who', async () => {
    const anna = await newPerson();
    await submit(anna);
    const outcomes = await inLine(server, { sql: identityRow, values: [anna.accountId] }, [
      () => outcomeOf(validate(giulia, anna, 1)),
      () => outcomeOf(giveBack(olav, anna, 1)),
    ]);
    expect(outcomes).toMatchObject([{ kind: 'done' }, { kind: 'refused', code: 'already_reviewed' }]);
    const refusal = await validate(olav, anna, 1).catch((error: unknown) => error);
    expect(JSON.stringify(refusal)).toContain('Giulia Conti');
  });

  // F24: whoever comes first, what is validated is what the reviewer saw (P23).
  it.each(rounds(4, 200))(
    'an edit and a validation, round %i',
    async (round) => {
      const anna = await newPerson();
      await submit(anna);
      const edit = () => outcomeOf(submit(anna, { family_name: 'Bianchi' }).then(() => 'edit'));
      const accept = () => outcomeOf(validate(giulia, anna, 1).then(() => 'accept'));
      const row = { sql: identityRow, values: [anna.accountId] };
      const callers = round % 2 === 0 ? [edit, accept] : [accept, edit];
      const outcomes =
        round <= 2 ? await inLine(server, row, callers) : await Promise.all(callers.map((call) => call()));
      const [state] = await askDatabase<{ name: string | null; pending: string | null; version: number }>(
        server,
        'select display_name as name, pending_state as pending, version from identity where account_id = $1',
        [anna.accountId],
      );
      const accepted = outcomes.some((outcome) => outcome.kind === 'done' && outcome.answer === 'accept');
      const refusals = outcomes.flatMap((outcome) => (outcome.kind === 'refused' ? [outcome.code] : []));
      expect(refusals).toEqual(accepted ? [] : ['stale_version']);
      expect(state).toEqual({ name: accepted ? 'Anna Rossi' : null, pending: 'submitted', version: 2 });
    },
    longestTest,
  );

  it('many validations: each has a code of its own, none is lost', async () => {
    const crowd = await Promise.all(Array.from({ length: 6 }, () => newPerson()));
    for (const person of crowd) await submit(person);
    const codes = await Promise.all(crowd.map((person) => validate(giulia, person, 1)));
    const given = codes.map(({ personalCode }) => Number(personalCode)).toSorted((a, b) => a - b);
    expect(given).toEqual(given.map((_, index) => (given[0] ?? 0) + index));
  });
});

it('a validation that fails half-way leaves no code, no name and no mail behind', async () => {
  const anna = await newPerson();
  await submit(anna);
  const counter = () =>
    askDatabase(server, 'select next_code from personal_code_counter order by organization_id');
  const before = await counter();
  await askDatabase(
    server,
    `alter table mail add constraint broken check (kind <> 'identity_validated') not valid`,
  );
  expect(await outcomeOf(validate(giulia, anna, 1))).toMatchObject({ status: 500 });
  await askDatabase(server, 'alter table mail drop constraint broken');
  expect(await counter()).toEqual(before);
  expect(await anna.call(identities.getMyIdentity, {})).toMatchObject({
    state: 'submitted',
    personalCode: null,
  });
  expect(await mailsTo(anna)).toEqual([]);
  await validate(giulia, anna, 1);
});

describe('what is sensitive', () => {
  const canary = 'CA0000NARY';

  it('is shown to a reviewer on purpose only, and the activity says so without it', async () => {
    const anna = await newPerson();
    await submit(anna, { document_number: canary });
    const params = { id: anna.accountId };
    const review = await giulia.call(reviews.getReview, { params });
    expect(review.content.hidden).toEqual(['document_number']);
    expect(JSON.stringify(review)).not.toContain(canary);
    const body = { field: 'document_number' };
    expect(await giulia.call(reviews.revealField, { params, body })).toEqual({ value: canary });
    const [entry] = await askDatabase(
      server,
      `select actor_id is not null as known, fields from activity where action = 'identity.revealed' and subject_id = $1`,
      [anna.accountId],
    );
    expect(entry).toEqual({ known: true, fields: ['document_number'] });
    expect(await outcomeOf(anna.call(reviews.revealField, { params, body }))).toMatchObject({ status: 403 });
  });

  it('stands nowhere in clear: in no table, job or mail', async () => {
    const anna = await newPerson();
    await submit(anna, { document_number: canary, tax_code: canary });
    await giveBack(giulia, anna, 1);
    // A mail about what was corrected before it left is dropped unwritten.
    await mailsTo(anna);
    await submit(anna, { document_number: canary.toLowerCase() });
    await validate(giulia, anna, 2);
    expect(await mailsTo(anna)).toHaveLength(2);
    const tables = await askDatabase<{ name: string }>(
      server,
      `select format('%I.%I', n.nspname, relname) as name from pg_class c join pg_namespace n on n.oid = relnamespace
       where n.nspname in ('public', 'pgboss') and relkind = 'r'`,
    );
    for (const { name } of tables) {
      const rows = await askDatabase(server, `select t::text as row from ${name} t`);
      expect(JSON.stringify(rows).includes(canary), name).toBe(false);
    }
  });
});
