import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { ApiProblem } from '../../../contract/client.ts';
import * as identities from '../../../contract/identities.ts';
import { changeIdentityForm, getIdentityForm } from '../../../contract/identity-form.ts';
import { validateIdentity } from '../../../contract/identity-reviews.ts';
import { getAccount } from '../../../contract/people.ts';
import { getSession } from '../../../contract/sessions.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { send } from '../../../tests/support/send.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

let people = 0;
const newPerson = (identity: 'none' | 'validated' = 'none') => {
  people += 1;
  return makeMember(server, { slug: founder.slug, username: `person${people}`, identity });
};

const names = { given_name: 'Anna', family_name: 'Rossi' };

/** The fields that a refusal speaks of, with the codes. */
async function problemsOf(call: Promise<unknown>): Promise<Record<string, string[]>> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiProblem)) throw new Error('it was taken');
  const { fields = {}, code } = error.problem;
  const codes = Object.entries(fields).map(([path, found]) => [path, found.map((one) => one.code)]);
  return codes.length > 0 ? (Object.fromEntries(codes) as Record<string, string[]>) : { '': [code] };
}

const submit = (visitor: Visitor, fields?: identities.FieldChanges, version?: number) =>
  visitor.call(identities.submitMyIdentity, {
    body: { ...(fields && { fields }), ...(version !== undefined && { version }) },
  });

describe('the founder', () => {
  it('is validated at once with the first code; after that a reviewer looks', async () => {
    const empty = await founder.call(identities.getMyIdentity, {});
    expect(empty).toMatchObject({ state: 'none', version: 0, pending: null, fields: {}, personalCode: null });
    const first = await submit(founder, { given_name: 'Marta', family_name: 'Oliveira' });
    expect(first).toMatchObject({ state: 'validated', personalCode: '10000001', pending: null, version: 1 });
    const session = await founder.call(getSession, {});
    expect(session).toMatchObject({
      account: { name: 'Marta Oliveira' },
      identity: { state: 'validated', personalCode: '10000001' },
    });
    const again = await submit(founder, { family_name: 'Oliveira Lima' });
    expect(again).toMatchObject({
      state: 'validated',
      pending: { version: 2, state: 'submitted' },
      hasReviewer: false,
      inForce: { version: 1, fields: { family_name: 'Oliveira' } },
    });
    expect((await founder.call(getSession, {})).account.name).toBe('Marta Oliveira');
  });
});

describe('one’s own identity', () => {
  it('goes from none to draft to submitted, each save naming what it was made from', async () => {
    const anna = await newPerson();
    const draft = await anna.call(identities.saveMyIdentity, {
      body: { version: 0, fields: { given_name: ' Anna ', nationality: 'it' } },
    });
    expect(draft).toMatchObject({ state: 'draft', version: 1, pending: null });
    expect(draft.fields).toEqual({ given_name: 'Anna', nationality: 'IT' });
    const later = await anna.call(identities.saveMyIdentity, {
      body: { version: 1, fields: { family_name: 'Rossi', nationality: null } },
    });
    expect([later.version, later.fields]).toEqual([2, names]);
    const handedIn = await submit(anna, undefined, 2);
    expect(handedIn).toMatchObject({ state: 'submitted', version: 2, personalCode: null, hasReviewer: true });
    expect((await anna.call(getSession, {})).identity.state).toBe('submitted');
    expect(await problemsOf(submit(anna, undefined, 2))).toEqual({ '': ['not_possible_now'] });
  });

  it('is not overwritten by a second device that did not see the first one’s change', async () => {
    const anna = await newPerson();
    await anna.call(identities.saveMyIdentity, { body: { version: 0, fields: names } });
    const late = anna.call(identities.saveMyIdentity, {
      body: { version: 0, fields: { given_name: 'Ann' } },
    });
    expect(await problemsOf(late)).toEqual({ '': ['stale_version'] });
    expect((await anna.call(identities.getMyIdentity, {})).fields).toEqual(names);
  });

  it('says where its steps were left, which changes nothing of what it holds', async () => {
    const anna = await newPerson();
    const save = (body: z.input<typeof identities.saveMyIdentity.body>) =>
      anna.call(identities.saveMyIdentity, { body });
    const left = await save({ version: 0, fields: names, step: 'contact' });
    expect([left.version, left.step]).toEqual([1, 'contact']);
    const further = await save({ version: 1, step: 'documents' });
    expect([further.version, further.step, further.savedAt]).toEqual([1, 'documents', left.savedAt]);
    const changed = await save({ version: 1, fields: { preferred_name: 'Annie' } });
    expect([changed.version, changed.step]).toEqual([2, 'documents']);
    expect((await submit(anna)).step).toBeNull();
    expect((await save({ step: 'work' })).step).toBeNull();
    expect((await anna.call(identities.getMyIdentity, {})).state).toBe('submitted');
    expect((await save({ fields: { preferred_name: 'Nan' } })).step).toBeNull();
    expect(await problemsOf(save({ step: '<b>' }))).toEqual({ step: [expect.any(String)] });
  });

  it('tells every problem at once, each at its field', async () => {
    const anna = await newPerson();
    const given = {
      unheard_of: 'x',
      given_name: 'see evil.example',
      date_of_birth: '2991-02-01',
      nationality: 'XX',
      gender: 'dragon',
      phone: '040 123456',
      personal_email: 'anna@',
      address: { city: 'Trieste', country: 'XY' },
      title: 12,
    };
    expect(await problemsOf(anna.call(identities.saveMyIdentity, { body: { fields: given } }))).toEqual({
      'fields.unheard_of': ['identity.unknown_field'],
      'fields.given_name': ['name.link'],
      'fields.date_of_birth': ['identity.too_late'],
      'fields.nationality': ['identity.not_a_country'],
      'fields.gender': ['identity.not_a_choice'],
      'fields.phone': ['identity.phone_without_country'],
      'fields.personal_email': ['email.domain_missing'],
      'fields.address.country': ['identity.not_a_country'],
      'fields.title': ['identity.wrong_type'],
    });
    expect(await problemsOf(submit(anna, { preferred_name: 'Annie' }))).toEqual({
      'fields.given_name': ['identity.required'],
      'fields.family_name': ['identity.required'],
    });
    expect(await anna.call(identities.getMyIdentity, {})).toMatchObject({ state: 'none', version: 0 });
  });

  it('names a day in a refusal as its reader does, not as a machine', async () => {
    const anna = await newPerson();
    const body = { fields: { date_of_birth: '2991-02-01' } };
    const { timeZone } = (await anna.call(getSession, {})).organization;
    for (const [language, words, locale] of [
      ['en', 'Not after', 'en-GB'],
      ['it', 'Ultima data possibile:', 'it-IT'],
    ] as const) {
      const headers = { 'accept-language': language };
      const { text } = await send(anna, identities.saveMyIdentity, { body, headers });
      const today = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(new Date());
      expect(text).toContain(`${words} ${today}.`);
      expect(text).not.toMatch(/\d{4}-\d\d-\d\d/);
    }
  });

  it('is a draft again when it is changed after it was handed in', async () => {
    const anna = await newPerson();
    await submit(anna, names);
    const changed = await anna.call(identities.saveMyIdentity, { body: { fields: { title: 'Librarian' } } });
    expect(changed).toMatchObject({ state: 'draft', version: 2 });
    const versions = await askDatabase(
      server,
      'select version, state from identity_version where account_id = $1 order by version',
      [anna.accountId],
    );
    expect(versions).toEqual([
      { version: 1, state: 'withdrawn' },
      { version: 2, state: 'draft' },
    ]);
  });

  it('takes changes of nothing verified at once; a verified field waits while the old one is in force', async () => {
    const anna = await newPerson('validated');
    await submit(anna, names);
    await askDatabase(
      server,
      `update identity set pending_state = null, pending_news = null, version_in_force = version where account_id = $1`,
      [anna.accountId],
    );
    const title = await submit(anna, { title: 'Librarian' });
    expect(title).toMatchObject({ state: 'validated', pending: null, inForce: null });
    const name = await submit(anna, { family_name: 'Bianchi', title: 'Head librarian' });
    expect(name).toMatchObject({
      state: 'validated',
      pending: { state: 'submitted' },
      inForce: { fields: { family_name: 'Rossi', title: 'Librarian' } },
    });
  });

  it('is begun twice at the same moment: one of the two is told', async () => {
    const anna = await newPerson();
    const save = (given_name: string) =>
      anna.call(identities.saveMyIdentity, { body: { version: 0, fields: { given_name } } });
    const outcomes = await Promise.allSettled(['Anna', 'Ann', 'Annie', 'Nan'].map(save));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await anna.call(identities.getMyIdentity, {})).version).toBe(1);
  });
});

describe('privacy mode', () => {
  it('is refused where the form does not allow it; else the alias stands for everything that is required', async () => {
    const house = await server.found('Birch House');
    const anna = await makeMember(server, { slug: house.slug, username: 'anna', identity: 'none' });
    const withAlias = () => anna.call(identities.submitMyIdentity, { body: { alias: 'Blue Heron' } });
    expect(await problemsOf(withAlias())).toEqual({ alias: ['identity.alias_not_allowed'] });
    const { version, sections } = await house.call(getIdentityForm, {});
    await house.call(changeIdentityForm, { body: { version, sections, allowsAlias: true } });
    expect(await withAlias()).toMatchObject({ state: 'submitted', alias: 'Blue Heron', fields: {} });
    const back = await anna.call(identities.saveMyIdentity, { body: { alias: null } });
    expect(back).toMatchObject({ state: 'draft', alias: null });
    expect(Object.keys(await problemsOf(submit(anna)))).toHaveLength(2);
  });

  it('takes real data back: colleagues know the alias alone, and no version holds the rest any more', async () => {
    const house = await server.found('Cedar House');
    const { version, sections } = await house.call(getIdentityForm, {});
    await house.call(changeIdentityForm, { body: { version, sections, allowsAlias: true } });
    const anna = await makeMember(server, { slug: house.slug, username: 'anna', identity: 'none' });
    const accept = async (number: number) =>
      house.call(validateIdentity, { params: { id: anna.accountId }, body: { version: number } });
    await submit(anna, { ...names, tax_code: 'RSSNNA91D52L424T', title: 'Librarian' });
    await accept(1);
    const emptied = { given_name: null, family_name: null, tax_code: null };
    await anna.call(identities.submitMyIdentity, { body: { alias: 'Blue Heron', fields: emptied } });
    const stored = () =>
      askDatabase<{ fields: object; sealed: object }>(
        server,
        'select fields, sealed from identity_version where account_id = $1 order by version',
        [anna.accountId],
      );
    expect((await stored())[0]).toMatchObject({ fields: names });
    await accept(2);
    const kept = { fields: { title: 'Librarian' }, sealed: {} };
    expect(await stored()).toEqual([kept, kept]);
    const seen = await house.call(getAccount, { params: { id: anna.accountId } });
    expect(seen).toMatchObject({ name: 'Blue Heron', alias: 'Blue Heron', fields: {} });
    await anna.call(identities.submitMyIdentity, { body: { alias: null, fields: names } });
    await accept(3);
    expect((await anna.call(getSession, {})).account.name).toBe('Anna Rossi');
  });
});
