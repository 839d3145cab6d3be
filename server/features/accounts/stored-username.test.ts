import { afterAll, beforeAll, expect, it } from 'vitest';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
beforeAll(async () => {
  server = await startTestFoyer();
  await server.found('Alder Institute');
});
afterAll(() => server.stop());

const store = (name: string) =>
  askDatabase(
    server,
    `insert into account (organization_id, id, email, email_canonical, username, username_canonical, language)
     select organization_id, uuidv7(), id || '@people.example', id || '@people.example', $1, $1, 'en'
     from organization_settings, uuidv7() as id`,
    [name],
  );

it.each(['ada', '0.9', '---', 'a'.repeat(64)])('stores %j as a username', async (name) => {
  await expect(store(name)).resolves.toEqual([]);
});

it.each([
  '',
  'ab',
  'a'.repeat(65),
  'Ada',
  'ada ',
  'ada\n',
  '\nada',
  'ad\u00e0',
  'a@b',
  'a/b',
  'a\\b',
  'a]b',
  'a^b',
])('stores no account that is called %j, whoever asks', async (name) => {
  await expect(store(name)).rejects.toMatchObject({ constraint: 'account_username_canonical_check' });
});
