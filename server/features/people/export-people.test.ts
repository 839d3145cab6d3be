import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportAccounts } from '../../../contract/people-export.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { send } from '../../../tests/support/send.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
  const fields = {
    ...{ given_name: 'Bára', family_name: 'Nováková, Ross', phone: '+390401234567', document_number: 'X123' },
    ...{ title: '=1+1', address: { street: 'Via Uno 1', city: 'Trieste', country: 'IT' } },
  };
  const account = { email: 'b.novak@people.example', population: 'external' as const };
  await founder.call(registerPerson, {
    body: { account, identity: { fields }, delivery: { channel: 'none' } },
  });
});
afterAll(() => server.stop());

const exportAs = (query: string, by = founder) => send(by, exportAccounts, { query });

it('is a file in the columns of an import, in which nothing is a formula and nothing sensitive stands', async () => {
  const answer = await exportAs('?query=novak');
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  expect(answer.headers.get('content-disposition')).toMatch(/filename="people-\d{4}-\d\d-\d\d\.csv"$/);
  const [head = '', row = '', ...others] = answer.text.trimEnd().split('\r\n');
  expect(others).toEqual([]);
  expect(head).toMatch(/^.?email,username,population,language,identity\.given_name,identity\.family_name,/u);
  expect(head).toContain('identity.address.city');
  expect(head).not.toContain('document_number');
  expect(row).toMatch(/^b\.novak@people\.example,b\.novak,external,en,Bára,"Nováková, Ross",/);
  expect(row).toContain(",'=1+1,");
  expect(row).toContain('Trieste');
  expect(answer.text).not.toContain('X123');
});

it('is a workbook where that is asked for, and holds what the filters hold, beyond one page', async () => {
  const workbook = await exportAs('?format=xlsx&population=external');
  expect(workbook.status).toBe(200);
  expect(workbook.text.slice(0, 2)).toBe('PK');
  await askDatabase(
    server,
    `insert into account (organization_id, id, email, email_canonical, username, username_canonical, language, population)
     select id, gen_random_uuid(), mail, mail, 'many.' || n, 'many.' || n, 'en', 'external'
     from organization, generate_series(1, 1100) as n, lateral (select 'many.' || n || '@people.example' as mail) as m`,
  );
  await expect
    .poll(async () => (await exportAs('?query=many&sort=newest')).text.trimEnd().split('\r\n').length, {
      timeout: 40_000,
    })
    .toBe(1101);
}, 60_000);

it('needs its permission and a fresh sign-in, and is noted', async () => {
  const [before] = await askDatabase<{ count: number }>(
    server,
    `select count(*)::int as count from activity where action = 'account.exported'`,
  );
  const reader = await makeMember(server, {
    slug: founder.slug,
    username: 'reader',
    permissions: ['user-management:access'],
  });
  expect((await send(reader, exportAccounts)).status).toBe(403);
  await exportAs('');
  const noted = await askDatabase(server, `select 1 from activity where action = 'account.exported'`);
  expect(noted).toHaveLength((before?.count ?? 0) + 1);
  await askDatabase(server, `update session set fresh_at = now() - interval '11 minutes'`);
  expect((await exportAs('')).status).toBe(428);
});
