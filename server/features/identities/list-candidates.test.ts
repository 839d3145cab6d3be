import { afterAll, beforeAll, expect, it } from 'vitest';
import { askForIdentities, getIdentity, saveIdentity, saveMyIdentity } from '../../../contract/identities.ts';
import { listIdentityCandidates } from '../../../contract/identity-candidates.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { makeSubmitted } from '../../../tests/support/make-submitted.ts';
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

const find = async (by: Visitor, query: string) =>
  (await by.call(listIdentityCandidates, { query: { query } })).items;
const newPerson = (username: string) =>
  makeMember(server, { slug: founder.slug, username, identity: 'none' });

it('puts who has no validated identity first, and leaves closed accounts out', async () => {
  const register = (email: string, fields?: { given_name: string; family_name: string }) =>
    founder.call(registerPerson, {
      body: { account: { email }, ...(fields && { identity: { fields } }), delivery: { channel: 'none' } },
    });
  await register('rossana@people.example');
  await register('anna.rossi@people.example', { given_name: 'Anna', family_name: 'Rossi' });
  const { account } = await register('rossella@people.example');
  await askDatabase(server, `update account set state = 'closed' where id = $1`, [account.id]);
  const items = await find(founder, 'ross');
  expect(items.map(({ username, abilities }) => [username, abilities.register])).toEqual([
    ['rossana', true],
    ['anna.rossi', false],
  ]);
});

it('is not for oneself, and offers a look at what waits to who may review', async () => {
  const waiting = await newPerson('waiting');
  await makeSubmitted(server, waiting.accountId);
  const nothing = { register: false, review: false, ask: false };
  expect((await find(operator, 'karim.haddad'))[0]?.abilities).toEqual(nothing);
  expect((await find(operator, 'waiting'))[0]).toMatchObject({ name: 'Anna Rossi', abilities: nothing });
  expect((await find(founder, 'waiting'))[0]?.abilities).toEqual({ ...nothing, review: true });
});

it('tells who saved what is under way, and that its person is at it now', async () => {
  const noor = await newPerson('noor');
  const params = { id: noor.accountId };
  await operator.call(saveIdentity, {
    params,
    body: { fields: { given_name: 'Noor', family_name: 'Elamin' } },
  });
  expect((await find(founder, 'noor'))[0]).toMatchObject({
    name: 'Noor Elamin',
    identityState: 'draft',
    savedBy: { id: operator.accountId, name: 'Karim Haddad' },
    fillingIn: false,
  });
  await noor.call(saveMyIdentity, { body: { fields: { preferred_name: 'No' } } });
  expect((await founder.call(getIdentity, { params })).person).toMatchObject({ fillingIn: true });
  await askDatabase(
    server,
    `update identity_version set saved_at = saved_at - interval '11 minutes' where account_id = $1`,
    [noor.accountId],
  );
  expect((await find(founder, 'noor'))[0]).toMatchObject({ fillingIn: false });
});

it('says whom a mail may ask, and when one was asked', async () => {
  const paul = await newPerson('paul');
  const [before] = await find(operator, 'paul');
  expect(before).toMatchObject({ askedAt: null, abilities: { ask: true } });
  await operator.call(askForIdentities, { body: { accounts: [paul.accountId] } });
  const [after] = await find(operator, 'paul');
  expect(after).toMatchObject({ abilities: { ask: false, register: true } });
  expect(after?.askedAt).toMatch(/^\d{4}-/);
});
