import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FieldChanges } from '../../../contract/identities.ts';
import { checkRegistration, registerPerson } from '../../../contract/registration.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
  await register('a.rossi@people.example', {
    given_name: 'Anna',
    family_name: 'Rossi',
    date_of_birth: '1991-04-12',
  });
  await register('anna.rossi@people.example');
  await register('lea@people.example', { given_name: 'Léa', family_name: 'Müller' });
});
afterAll(() => server.stop());

const request = (email: string, fields?: FieldChanges) => ({
  body: {
    account: { email },
    ...(fields && { identity: { fields } }),
    delivery: { channel: 'none' as const },
  },
});
const register = (email: string, fields?: FieldChanges) =>
  founder.call(registerPerson, request(email, fields));
const check = (email: string, fields?: FieldChanges, by: Visitor = founder) =>
  by.call(checkRegistration, request(email, fields));
const similar = async (fields: FieldChanges) =>
  (await check('new@people.example', fields)).similar.map(({ person, matches }) => [
    person.email,
    ...matches,
  ]);

it('tells what registering would refuse, each at its field, and writes nothing', async () => {
  const count = async () => (await askDatabase(server, 'select count(*)::int as n from activity'))[0];
  const before = await count();
  await expect(check('a.rossi@people.example', { given_name: 'Anna', phone: '12' })).rejects.toMatchObject({
    problem: {
      fields: {
        'account.email': [{ code: 'account.email_taken' }],
        'identity.fields.family_name': [{ code: 'identity.required' }],
        'identity.fields.phone': [{ code: 'identity.phone_without_country' }],
      },
    },
  });
  expect(await check('anna.rossi@birch.example')).toEqual({ username: 'anna.rossi2', similar: [] });
  expect(await count()).toEqual(before);
});

it('finds who has the name, whatever its accents and case, and the account that is called so', async () => {
  expect(await similar({ given_name: 'ANNA', family_name: 'Rossì' })).toEqual([
    ['a.rossi@people.example', 'name'],
    ['anna.rossi@people.example', 'username'],
  ]);
  expect(await similar({ given_name: 'Lea', family_name: 'Muller' })).toEqual([
    ['lea@people.example', 'name'],
  ]);
  expect(await similar({ given_name: 'Anna', family_name: 'Bianchi' })).toEqual([]);
});

it('takes a date of birth for and against it', async () => {
  const name = { given_name: 'Anna', family_name: 'Rossi' };
  expect(await similar({ ...name, date_of_birth: '1991-04-12' })).toEqual([
    ['a.rossi@people.example', 'name', 'birth_date'],
    ['anna.rossi@people.example', 'username'],
  ]);
  expect(await similar({ ...name, date_of_birth: '1972-01-01' })).toEqual([
    ['anna.rossi@people.example', 'username'],
  ]);
});

it('finds the account that has the personal email', async () => {
  const fields = { given_name: 'Leonie', family_name: 'Maler', personal_email: 'LEA@people.example' };
  expect(await similar(fields)).toEqual([['lea@people.example', 'email']]);
});

it('tells nobody of anybody who may not register identities, nor of another house', async () => {
  const name = { given_name: 'Anna', family_name: 'Rossi' };
  const inviter = await makeMember(server, {
    slug: founder.slug,
    username: 'inviter',
    permissions: ['user-registration:access'],
  });
  await expect(check('new@people.example', name, inviter)).rejects.toMatchObject({
    problem: { fields: { identity: [{ code: 'identity.needs_can_register' }] } },
  });
  const other = await server.found('Birch House');
  expect((await check('new@people.example', name, other)).similar).toEqual([]);
});
