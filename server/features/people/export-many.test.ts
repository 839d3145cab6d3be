import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportAccounts, mostWorkbookRows, previewExport } from '../../../contract/people-export.ts';
import { suspendAccount } from '../../../contract/people.ts';
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
  // One more than a workbook holds, all external; written past the triggers, with what the search would make of them.
  await askDatabase(server, 'set session_replication_role = replica');
  await askDatabase(
    server,
    `with made as (
       insert into account (organization_id, id, email, email_canonical, username, username_canonical, language, population)
       select id, gen_random_uuid(), mail, mail, 'many.' || n, 'many.' || n, 'en', 'external'
       from organization, generate_series(0, $1::int) as n, lateral (select 'many.' || n || '@people.example' as mail) as m
       returning organization_id, id, state, username, email)
     insert into person_search (organization_id, account_id, state, identity_state, population, name, code, words)
     select organization_id, id, state, 'none', 'external', username, '', ' ' || email from made`,
    [mostWorkbookRows],
  );
  await askDatabase(server, 'set session_replication_role = origin');
}, 120_000);
afterAll(() => server.stop());

const noted = () => askDatabase(server, `select from activity where action = 'account.exported'`);

it('more people than a workbook holds: refused in words before anything is read, and CSV has them all', async () => {
  const query = { population: 'external' } as const;
  expect(await founder.call(previewExport, { query })).toEqual({
    people: { atLeast: mostWorkbookRows },
    fitsWorkbook: false,
  });
  expect(await founder.call(previewExport, { query: { ...query, query: 'many.4999@' } })).toEqual({
    people: 1,
    fitsWorkbook: true,
  });
  const refused = await send(founder, exportAccounts, { query: '?format=xlsx&population=external' });
  expect([refused.status, JSON.parse(refused.text)]).toMatchObject([413, { code: 'too_many_rows' }]);
  expect(refused.text).toContain('at most 50,000 rows');
  expect(await noted()).toHaveLength(0);
  const csv = await send(founder, exportAccounts, { query: '?format=csv&population=external' });
  expect(csv.text.trimEnd().split('\r\n')).toHaveLength(mostWorkbookRows + 2);
}, 60_000);

it('a download that runs breaks off when its reader is suspended (P15)', async () => {
  const reader = await makeMember(server, {
    slug: founder.slug,
    username: 'reads.all',
    permissions: ['user-management:access', 'user-management:can_export'],
  });
  const answer = await reader.fetch('/api/v1/accounts/export?format=csv&population=external');
  expect(answer.status).toBe(200);
  // The first lines have left; the rest waits until somebody reads on.
  await founder.call(suspendAccount, { params: { id: reader.accountId } });
  await expect(answer.text()).rejects.toThrow();
}, 60_000);
