import { afterAll, beforeAll, expect, it } from 'vitest';
import type { QueryOf } from '../../../contract/define-route.ts';
import { listAccounts } from '../../../contract/registry.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

const people = 18_000;

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
  // More than are read through; written past the triggers, with what the search would make of them.
  await askDatabase(server, 'set session_replication_role = replica');
  await askDatabase(
    server,
    `with named as (
       select n, case when n % 30 = 0 then 'bruno ' when n % 31 = 0 then 'zoe bruno ' when n % 37 = 0 then 'abe ebruno '
         when n % 3 = 0 then 'adora ' else 'dora ' end || n as name
       from generate_series(1, $1::int) as n
     ), made as (
       insert into account (organization_id, id, email, email_canonical, username, username_canonical, language)
       select id, gen_random_uuid(), mail, mail, 'nr.' || n, 'nr.' || n, 'en'
       from organization, named, lateral (select 'nr.' || n || '@people.example' as mail) as m
       returning organization_id, id, username)
     insert into person_search (organization_id, account_id, state, identity_state, population, name, code, words)
     select organization_id, id, case when n % 2 = 0 then 'active' else 'invited' end, 'none', 'internal', name, '',
       ' ' || name || ' ' || username || '@people.example'
     from made join named on username = 'nr.' || n`,
    [people],
  );
  await askDatabase(server, 'set session_replication_role = origin');
}, 120_000);
afterAll(() => server.stop());

/** What stands in the search, put in order by the rule as it is said. */
async function expected(query: string): Promise<string[]> {
  const rows = await askDatabase<{ id: string }>(
    server,
    `select account_id as id from person_search where words like all (select '%' || term || '%' from string_to_table($1, ' ') as term)
     order by not starts_with(name, $1), name, account_id`,
    [query],
  );
  return rows.map(({ id }) => id);
}

async function readOn(query: QueryOf<typeof listAccounts>, pages: number): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pages; page += 1) {
    const { items, nextCursor } = await founder.call(listAccounts, {
      query: { ...query, ...(cursor && { cursor }) },
    });
    ids.push(...items.map(({ id }) => id));
    if (nextCursor === null) return ids;
    cursor = nextCursor;
  }
  return ids;
}

it.each([
  ['few, some of whom are called so', 'bruno', Infinity],
  ['many, all of whom are called so', 'dora', 3],
  ['some who are called so and others who are not', 'dora 12', 12],
  ['nobody who is called so', 'ebruno', Infinity],
  ['two words', 'zoe bruno', Infinity],
] as const)('who is called so comes first, each once, page after page: %s', async (_, query, pages) => {
  const wanted = await expected(query);
  const read = await readOn({ query, sort: 'best', limit: 200 }, pages);
  expect(read.length).toBe(Math.min(wanted.length, pages * 200));
  expect(read).toEqual(wanted.slice(0, read.length));
});

it('holds with a filter, and without anything typed it is the order of names', async () => {
  const [some, all] = [
    await readOn({ query: 'bruno', state: 'active', sort: 'best', limit: 200 }, Infinity),
    await readOn({ query: 'bruno', sort: 'best', limit: 200 }, Infinity),
  ];
  const active = new Set(some);
  expect(some).toEqual(all.filter((id) => active.has(id)));
  expect(some.length).toBeGreaterThan(600);
  const [best, byName] = [
    await readOn({ sort: 'best', limit: 50 }, 2),
    await readOn({ sort: 'name', limit: 50 }, 2),
  ];
  expect(best).toEqual(byName);
});

it('a whole address finds its one person', async () => {
  const found = await founder.call(listAccounts, {
    query: { query: 'nr.7777@people.example', sort: 'best' },
  });
  expect([found.items.map(({ username }) => username), found.total]).toEqual([['nr.7777'], 1]);
  const part = await founder.call(listAccounts, { query: { query: '.7777@peop', sort: 'name' } });
  expect(part.items.map(({ username }) => username)).toEqual(['nr.7777']);
  const nobody = await founder.call(listAccounts, { query: { query: 'nr.7777@people.exampla' } });
  expect(nobody.items).toEqual([]);
});
