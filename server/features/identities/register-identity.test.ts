import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as identities from '../../../contract/identities.ts';
import { changeIdentityForm, getIdentityForm } from '../../../contract/identity-form.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { inLine } from '../../../tests/support/in-line.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { outcomeOf } from '../../../tests/support/outcome-of.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
let operator: Visitor & { readonly accountId: string };
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
  operator = await makeMember(server, {
    slug: founder.slug,
    username: 'karim.haddad',
    permissions: ['user-management:can_register_identity'],
  });
});
afterAll(() => server.stop());

let people = 0;
const newPerson = () => {
  people += 1;
  return makeMember(server, { slug: founder.slug, username: `person${people}`, identity: 'none' });
};

const fields = { given_name: 'Anna', family_name: 'Rossi', document_number: 'AB 123456' };
const register = (by: Visitor, id: string, body: object = { fields }) =>
  by.call(identities.registerIdentity, { params: { id }, body });
const ask = (by: Visitor, accounts: string[]) => by.call(identities.askForIdentities, { body: { accounts } });

describe('registering for someone', () => {
  it('is in force at once where the operator may validate, for an invited person too', async () => {
    const { account } = await founder.call(registerPerson, {
      body: { account: { email: 'anna@people.example' }, delivery: { channel: 'none' } },
    });
    const answer = await register(founder, account.id);
    expect(answer).toMatchObject({ state: 'validated', version: 1, hidden: ['document_number'] });
    expect(answer.personalCode).toMatch(/^\d{8}$/);
  });

  it('waits for a reviewer where they may not', async () => {
    const anna = await newPerson();
    expect(await register(operator, anna.accountId)).toMatchObject({
      state: 'submitted',
      personalCode: null,
    });
  });

  it('may be left to a reviewer by who could validate; who may not is told so', async () => {
    const [anna, marco] = [await newPerson(), await newPerson()];
    expect(await register(founder, anna.accountId, { fields, validate: false })).toMatchObject({
      state: 'submitted',
      personalCode: null,
    });
    await expect(register(operator, marco.accountId, { fields, validate: true })).rejects.toMatchObject({
      problem: { fields: { validate: [{ code: 'identity.needs_can_validate' }] } },
    });
    const read = { params: { id: marco.accountId } };
    expect(await founder.call(identities.getIdentity, read)).toMatchObject({ state: 'none', version: 0 });
  });

  it('by two at once: one registers, the other is told that there is a newer version', async () => {
    const anna = await newPerson();
    const params = { id: anna.accountId };
    const { version } = await operator.call(identities.saveIdentity, { params, body: { fields } });
    const row = {
      sql: 'select from identity where account_id = $1 for update',
      values: [anna.accountId],
    };
    const body = { version, fields: { preferred_name: 'Nina' } };
    const outcomes = await inLine(
      server,
      row,
      [founder, operator].map((by) => () => outcomeOf(register(by, anna.accountId, body))),
    );
    expect(outcomes).toMatchObject([{ kind: 'done' }, { kind: 'refused', code: 'stale_version' }]);
    const acts = await askDatabase(
      server,
      `select 1 from activity where action = 'identity.registered' and subject_id = $1`,
      [anna.accountId],
    );
    expect(acts).toHaveLength(1);
  });

  it('is drafted in steps that the person finds again; what is sensitive is theirs to read', async () => {
    const anna = await newPerson();
    const params = { id: anna.accountId };
    const draft = await operator.call(identities.saveIdentity, { params, body: { version: 0, fields } });
    expect(draft).toMatchObject({
      state: 'draft',
      hidden: ['document_number'],
      savedBy: { name: 'Karim Haddad' },
    });
    expect(JSON.stringify(draft)).not.toContain('123456');
    expect((await operator.call(identities.getIdentity, { params })).person.username).toMatch(/^person/);
    expect((await anna.call(identities.getMyIdentity, {})).fields).toMatchObject(fields);
    const body = { version: 0, fields: { given_name: 'Ann' } };
    expect(await outcomeOf(anna.call(identities.saveMyIdentity, { body }))).toMatchObject({
      code: 'stale_version',
    });
  });

  it('is not for oneself, nor for somebody whose account is closed or unknown', async () => {
    expect(await outcomeOf(register(operator, operator.accountId))).toMatchObject({ code: 'own_identity' });
    expect(await outcomeOf(register(founder, crypto.randomUUID()))).toMatchObject({ status: 404 });
    const anna = await newPerson();
    await askDatabase(server, `update account set state = 'closed' where id = $1`, [anna.accountId]);
    expect(await outcomeOf(register(operator, anna.accountId))).toMatchObject({ code: 'not_possible_now' });
  });

  it('leaves fields alone that are the person’s, and the person those that are the organization’s', async () => {
    const house = await server.found('Birch House');
    const anna = await makeMember(server, { slug: house.slug, username: 'anna', identity: 'none' });
    const { version, sections } = await house.call(getIdentityForm, {});
    const label = { en: 'Field' };
    const own = {
      key: 'diet',
      type: 'text',
      label,
      sees: 'person',
      edits: 'person',
      required: true,
    } as const;
    const ours = { key: 'badge', type: 'text', label, edits: 'reviewers', required: true } as const;
    await house.call(changeIdentityForm, {
      body: { version, sections: [...sections, { key: 'more', label, fields: [own, ours] }] },
    });
    const params = { id: anna.accountId };
    const refused = (key: string) => ({
      problem: { fields: { [`fields.${key}`]: [{ code: 'identity.not_yours_to_edit' }] } },
    });
    await expect(
      house.call(identities.saveIdentity, { params, body: { fields: { diet: 'none' } } }),
    ).rejects.toMatchObject(refused('diet'));
    await expect(
      anna.call(identities.saveMyIdentity, { body: { fields: { badge: '7' } } }),
    ).rejects.toMatchObject(refused('badge'));
    await anna.call(identities.saveMyIdentity, { body: { fields: { diet: 'no peanuts' } } });
    const seen = await house.call(identities.getIdentity, { params });
    expect(JSON.stringify(seen)).not.toMatch(/peanuts|diet/);
    await expect(
      register(house, anna.accountId, { fields: { given_name: 'Anna', family_name: 'Rossi' } }),
    ).rejects.toMatchObject({
      problem: { fields: { 'fields.badge': [{ code: 'identity.required' }] } },
    });
  });
});

describe('asking people for their own data', () => {
  it('sends one mail each, in their language, and none twice within an hour', async () => {
    const [anna, marco, karl] = [await newPerson(), await newPerson(), await newPerson()];
    await askDatabase(server, `update account set language = 'it' where id = $1`, [marco.accountId]);
    await askDatabase(server, `update account set state = 'suspended' where id = $1`, [karl.accountId]);
    const nobody = crypto.randomUUID();
    const wanted = [anna.accountId, marco.accountId, karl.accountId, operator.accountId, nobody];
    const first = await ask(operator, wanted);
    expect(first.asked.toSorted()).toEqual([anna.accountId, marco.accountId].toSorted());
    expect(first.left.map(({ reason }) => reason)).toEqual(['not_active', 'complete', 'not_found']);
    const again = await Promise.all([ask(operator, [anna.accountId]), ask(founder, [anna.accountId])]);
    expect(again.map(({ left }) => left[0]?.reason)).toEqual(['asked_lately', 'asked_lately']);
    await askDatabase(server, `update identity_request set asked_at = now() - interval '61 minutes'`);
    const later = await Promise.all([ask(operator, [anna.accountId]), ask(founder, [anna.accountId])]);
    expect(later.flatMap(({ asked }) => asked)).toEqual([anna.accountId]);
    const mails = await askDatabase(
      server,
      `select account_id, language from mail where kind = 'identity_asked' order by id`,
    );
    expect(mails.map(({ language }) => language).toSorted()).toEqual(['en', 'en', 'it']);
  });
});
