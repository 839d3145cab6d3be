import { afterAll, beforeAll, expect, test } from 'vitest';
import { searchPeople } from '../../../contract/accounts.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Visitor;

beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
  await server.found('Birch House');
  const slug = 'alder-institute';
  await makeMember(server, { slug, username: 'anna.rossi' });
  await makeMember(server, { slug, username: 'closed.anna' });
  await askDatabase(server, `update account set state = 'closed' where username = 'closed.anna'`);
  await makeMember(server, { slug: 'birch-house', username: 'anna.bianchi' });
  await founder.call(registerPerson, {
    body: { account: { email: 'annika@people.example' }, delivery: { channel: 'none' } },
  });
});
afterAll(() => server.stop());

const found = async (query: string, visitor: Visitor = founder) =>
  (await visitor.call(searchPeople, { query: { query } })).people.map(({ username }) => username);

test.each([
  ['an', ['anna.rossi', 'annika']],
  ['ANNA ros', ['anna.rossi']],
  ['annika@pe', ['annika']],
  ['10000001', ['anna.rossi']],
  ['anna.b', []],
  ['closed', []],
  ['rossi', ['anna.rossi']],
  ['nika', ['annika']],
  ['%', []],
  ['   ', []],
])('%j finds %j, whose words begin with it first, of this organization alone', async (query, usernames) => {
  expect(await found(query)).toEqual(usernames);
});

test('says how far somebody is', async () => {
  const { people } = await founder.call(searchPeople, { query: { query: 'ann' } });
  expect(people).toMatchObject([
    { name: 'Anna Rossi', personalCode: '10000001', state: 'active', identityState: 'validated' },
    { name: 'annika', personalCode: null, state: 'invited', identityState: 'none' },
  ]);
});

test.each([
  [['user-registration:access'], ['anna.rossi', 'annika']],
  [
    ['permissions:access', 'permissions:can_grant'],
    ['anna.rossi', 'annika'],
  ],
  [['permissions:access', 'activity:access'], []],
  [[], []],
] as const)('whoever has %j finds %j', async (permissions, usernames) => {
  const username = `caller${permissions.length}${permissions.at(-1)?.length ?? 0}`;
  const caller = await makeMember(server, { slug: 'alder-institute', username, permissions });
  expect(await found('an', caller)).toEqual(usernames);
});
