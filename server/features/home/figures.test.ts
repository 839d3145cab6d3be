import { afterAll, beforeAll, expect, it } from 'vitest';
import { getHome } from '../../../contract/organizations.ts';
import { getSession } from '../../../contract/sessions.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { makeSubmitted } from '../../../tests/support/make-submitted.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
beforeAll(async () => {
  server = await startTestFoyer();
});
afterAll(() => server.stop());

it('Home tells who may validate how many identities wait, and since when the oldest does', async () => {
  const { slug, call } = await server.found('Alder Institute');
  const reviewer = await makeMember(server, {
    slug,
    username: 'reviewer',
    permissions: ['user-management:can_validate_identity'],
  });
  const plain = await makeMember(server, { slug, username: 'plain' });
  expect((await call(getHome)).reviews).toEqual({ waiting: 0, oldest: null });
  for (const username of ['anna', 'ben']) {
    const { accountId } = await makeMember(server, { slug, username, identity: 'none' });
    await makeSubmitted(server, accountId);
  }
  const day = '2026-11-02T08:00:00.000Z';
  await askDatabase(
    server,
    `update identity set submitted_at = $1 where account_id = (select id from account where username = 'ben')`,
    [day],
  );
  expect((await reviewer.call(getHome)).reviews).toEqual({ waiting: 2, oldest: day });
  expect((await plain.call(getHome)).reviews).toBeNull();
});

it('every application opens to the founder; to a member those that are granted, and why not the others', async () => {
  const { slug, call } = await server.found('Birch Institute');
  const member = await makeMember(server, { slug, username: 'member', permissions: ['settings:access'] });
  const { applications } = await call(getSession);
  expect(applications.filter(({ locked }) => locked !== null)).toEqual([]);
  const locks = (await member.call(getSession)).applications.map(({ slug: name, locked }) => [name, locked]);
  expect(Object.fromEntries(locks)).toMatchObject({ settings: null, activity: 'not_granted' });
});
