import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PeopleSort } from '../../../contract/people-filter.ts';
import { listAccounts } from '../../../contract/registry.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
  const register = (
    email: string,
    fields?: { given_name: string; family_name: string; title?: string; phone?: string },
  ) =>
    founder.call(registerPerson, {
      body: { account: { email }, ...(fields && { identity: { fields } }), delivery: { channel: 'none' } },
    });
  await register('b.novak@people.example', {
    given_name: 'Bára',
    family_name: 'Nováková-Ross',
    title: 'Librarian',
    phone: '+390401234567',
  });
  await register('anna.rossi@people.example', { given_name: 'Anna', family_name: 'Rossi' });
  await register('rossana@people.example');
});
afterAll(() => server.stop());

const found = async (query: string) =>
  (await founder.call(listAccounts, { query: { query } })).items.map(({ username }) => username);

it.each([
  ['ROSS', ['rossana', 'anna.rossi', 'b.novak']],
  ['novak', ['b.novak']],
  ['bará nováková', ['b.novak']],
  ['anna ros', ['anna.rossi']],
  ['ová-ro', ['b.novak']],
  ['rossi@peop', ['anna.rossi']],
  ['0000002', ['anna.rossi']],
  ['o', ['rossana', 'anna.rossi', 'b.novak', 'founder']],
  ['ák', ['b.novak']],
  ['100%', []],
  ['_', []],
  ['nobody', []],
])('%j finds %j by any part of name, email, username and code', async (query, usernames) => {
  expect(await found(query)).toEqual(usernames);
});

it('follows a name that changes at once', async () => {
  const rename = (name: string) =>
    askDatabase(server, `update identity set display_name = $1 where personal_code = '10000001'`, [name]);
  await rename('Bára Zelená');
  expect(await found('zelena')).toEqual(['b.novak']);
  expect(await found('nováková')).toEqual([]);
  await rename('Bára Nováková-Ross');
  expect(await found('nováková')).toEqual(['b.novak']);
});

it('is put in the order of names, codes and arrivals, either way, and pages hold it', async () => {
  const order = async (sort: PeopleSort) => {
    const first = await founder.call(listAccounts, { query: { sort, limit: 2 } });
    const rest = await founder.call(listAccounts, { query: { sort, cursor: first.nextCursor ?? '' } });
    expect([first.total, rest.total, rest.nextCursor]).toEqual([4, 4, null]);
    return [...first.items, ...rest.items].map(({ username }) => username);
  };
  const byName = ['anna.rossi', 'b.novak', 'founder', 'rossana'];
  expect(await order('name')).toEqual(byName);
  expect(await order('name_desc')).toEqual(byName.toReversed());
  expect(await order('newest')).toEqual(['rossana', 'anna.rossi', 'b.novak', 'founder']);
  expect(await order('oldest')).toEqual(['founder', 'b.novak', 'anna.rossi', 'rossana']);
  expect((await order('code_desc')).slice(0, 2)).toEqual(['anna.rossi', 'b.novak']);
});

it('is filtered by both states, page by page', async () => {
  const page = (query: object) => founder.call(listAccounts, { query });
  expect((await page({ identity: 'validated' })).total).toBe(2);
  expect((await page({ state: 'active' })).items.map(({ username }) => username)).toEqual(['founder']);
  const first = await page({ limit: 3 });
  expect([first.items.length, first.total]).toEqual([3, 4]);
  const second = await page({ limit: 3, cursor: first.nextCursor });
  expect([second.items.length, second.nextCursor]).toEqual([1, null]);
});
