import { afterAll, beforeAll, expect, it } from 'vitest';
import { getHome } from '../../../contract/organizations.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
beforeAll(async () => {
  server = await startTestFoyer();
});
afterAll(() => server.stop());

it('Home tells who joined lately, the latest first, to who may see people and to nobody else', async () => {
  const { slug, ...founder } = await server.found('Alder Institute');
  const others = await server.found('Zebra Harbour');
  await makeMember(server, { slug: others.slug, username: 'zebra' });
  const operator = await makeMember(server, {
    slug,
    username: 'operator',
    permissions: ['user-registration:access'],
  });
  const plain = await makeMember(server, { slug, username: 'plain' });
  const old = await makeMember(server, { slug, username: 'long.ago' });
  await askDatabase(server, `update account set activated_at = now() - interval '31 days' where id = $1`, [
    old.accountId,
  ]);
  const names = async (visitor: Pick<typeof founder, 'call'>) =>
    (await visitor.call(getHome)).arrivals?.map(({ name }) => name) ?? null;
  expect(await names(founder)).toEqual(['Plain', 'Operator']);
  expect(await names(operator)).toEqual(['Plain', 'founder']);
  expect(await names(plain)).toBeNull();
});
