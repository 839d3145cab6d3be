import { afterAll, beforeAll, expect, it } from 'vitest';
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

it('is searched by the beginning of any word of a name, by email, username and code; accents and case do not matter', async () => {
  expect(await found('ROSS')).toEqual(['rossana', 'anna.rossi', 'b.novak']);
  expect(await found('novak')).toEqual(['b.novak']);
  expect(await found('bará nováková')).toEqual(['b.novak']);
  expect(await found('anna ros')).toEqual(['anna.rossi']);
  expect(await found('anna.rossi@people')).toEqual(['anna.rossi']);
  expect(await found('10000002')).toEqual(['anna.rossi']);
  expect(await found('nobody')).toEqual([]);
});

it('follows a name that changes, and a code stays with its person', async () => {
  await askDatabase(
    server,
    `update identity set display_name = 'Anna Bianchi' where personal_code = '10000002'`,
  );
  expect(await found('bianchi')).toEqual(['anna.rossi']);
  expect(await found('anna rossi')).toEqual([]);
  await askDatabase(
    server,
    `update identity set display_name = 'Anna Rossi' where personal_code = '10000002'`,
  );
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
