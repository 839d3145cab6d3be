import { afterAll, beforeAll, expect, test } from 'vitest';
import { listGrantCandidates } from '../../../contract/grants.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Visitor;
let anna: string;
let foreign: string;

beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
  await server.found('Birch House');
  ({ accountId: anna } = await makeMember(server, { slug: 'alder-institute', username: 'anna.rossi' }));
  await makeMember(server, { slug: 'alder-institute', username: 'anton', identity: 'none' });
  ({ accountId: foreign } = await makeMember(server, { slug: 'birch-house', username: 'anna.bianchi' }));
});
afterAll(() => server.stop());

const candidates = async (query: { query?: string; account?: string }) =>
  (await founder.call(listGrantCandidates, { query })).items;

test('finds whose username or email begins with what was typed, in any case', async () => {
  expect((await candidates({ query: 'AN' })).map((person) => person.username)).toEqual([
    'anna.rossi',
    'anton',
  ]);
  expect((await candidates({ query: 'anna.rossi@' })).map((person) => person.username)).toEqual([
    'anna.rossi',
  ]);
});

test('says whose identity is not validated, so that nobody wonders why a grant opens nothing', async () => {
  expect(await candidates({ query: 'an' })).toMatchObject([
    { name: 'Anna Rossi', identityState: 'validated', personalCode: '10000001' },
    { name: 'anton', identityState: 'none', personalCode: null },
  ]);
});

test('finds one account by its id, and none of another organization', async () => {
  expect(await candidates({ account: anna })).toMatchObject([{ id: anna }]);
  expect(await candidates({ account: foreign })).toEqual([]);
  expect(await candidates({ query: 'anna.b' })).toEqual([]);
});
