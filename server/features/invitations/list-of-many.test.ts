import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RequestOf } from '../../../contract/define-route.ts';
import { listInvitations } from '../../../contract/invitations.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

type Query = NonNullable<RequestOf<typeof listInvitations>['query']>;

let server: TestFoyer;
let founder: Visitor;

const early = 20_200;
const late = 20_050;

/** More of each than are counted; the early ones beyond those that are looked at first, and more than are looked up. */
beforeAll(async () => {
  server = await startTestFoyer({ role: 'web' });
  founder = await server.found('Alder Institute');
  // Past the triggers, which take their time for each row; so what they copy is written here.
  await askDatabase(server, 'set session_replication_role = replica');
  await askDatabase(
    server,
    `insert into account (organization_id, id, email, email_canonical, username, username_canonical, language)
     select organization.id, gen_random_uuid(), 'x' || n || mail, 'x' || n || mail, name, name, 'en'
     from organization cross join generate_series(1, $1 + $2::int) as n
     cross join lateral (select case when n > $1 then 'late.' else 'early.' end || n, '@people.example') as named (name, mail)`,
    [early, late],
  );
  await askDatabase(
    server,
    `insert into invitation (organization_id, id, account_id, invited_by, state, channel, language, nonce, key_id, valid_days, sent_at, expires_at,
       population, email_canonical, username_canonical)
     select account.organization_id, overlay('01900000-0000-7000-8000-000000000000' placing lpad(to_hex(n), 6, '0') from 31)::uuid,
       account.id, founder.id, case when account.username like 'late%' then 'sent' else 'revoked' end, 'email', case when account.username like 'late%' or n % 100 = 0 then 'it' else 'en' end, decode(repeat('00', 32), 'hex'), 'test', 7,
       now(), now() + make_interval(mins => n), 'internal', account.email_canonical, account.username_canonical
     from account join account as founder on founder.username = 'founder'
     cross join lateral (select split_part(account.username, '.', 2)::int) as numbered (n) where account.email like 'x%'`,
  );
  await askDatabase(server, 'set session_replication_role = origin');
});
afterAll(() => server.stop());

const numbersOf = (from: number, to: number) =>
  Array.from({ length: Math.abs(to - from) }, (_, index) => (from < to ? from + index : from - index));

const hundreds = numbersOf(early, 0).filter((number) => number % 100 === 0);

it.each<[string, Query, number[], number?]>([
  ['a text that the newest begin with', { query: 'late' }, numbersOf(early + late, early)],
  ['a text, from the oldest', { query: 'late', sort: 'oldest' }, numbersOf(early + 1, early + late + 1)],
  ['a text that stands far down', { query: 'early' }, numbersOf(early, 0)],
  ['a text and a state, far down', { query: 'early', state: 'revoked' }, numbersOf(early, 0)],
  [
    'a text and a state, from the oldest',
    { query: 'early', state: 'revoked', sort: 'oldest' },
    numbersOf(1, early),
  ],
  [
    'a text and a state, by the end of the links',
    { query: 'early', state: 'revoked', sort: 'expiry' },
    numbersOf(1, early),
  ],
  ['a text and states', { query: 'early', state: 'revoked,pending' }, numbersOf(early, 0)],
  ['a text, by the end of the links', { query: 'late', sort: 'expiry' }, numbersOf(early + 1, early + late)],
  ['a state', { state: 'revoked' }, numbersOf(early, 0)],
  ['a text that few begin with', { query: 'early.9', limit: 60 }, numbersOf(9999, 8999), 1111],
  ['a text and a language, few of both', { query: 'early', language: 'it', limit: 60 }, hundreds, 202],
  [
    'the same by address',
    { query: 'early', language: 'it', limit: 60, sort: 'email' },
    hundreds.toSorted((one, other) => (`x${one}@` < `x${other}@` ? -1 : 1)),
    202,
  ],
])('%s: page after page, each once, in its order', async (_, query, wanted, all) => {
  const seen: number[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 3; page += 1) {
    const { items, nextCursor, total } = await founder.call(listInvitations, {
      query: { ...query, ...(cursor && { cursor }) },
    });
    expect(total).toEqual(all ?? { atLeast: 10_000 });
    seen.push(...items.map((item) => Number(item.account.username.split('.')[1])));
    cursor = nextCursor ?? undefined;
  }
  expect(seen).toEqual(wanted.slice(0, seen.length));
  expect(seen.length).toBeGreaterThan(100);
});
