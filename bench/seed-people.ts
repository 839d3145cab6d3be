import { cultures } from '../demo/names.ts';
import { plainOf } from '../server/features/search/search-words.ts';
import { askAs } from './ask-as.ts';

const beginnings =
  'Al Ber Cas Dor El Fal Gar Hal Is Jor Kar Lin Mor Nov Or Per Quin Ros Sal Tor Ul Ver Wal Yor Zan';
const endings = 'ini sson ova berg man ez ski ard elli oglu ston wood field ker dal';

/** A few names that many have, many that few have; the last stands at the end of every list by name. */
function names(of: 'given' | 'family'): readonly [written: string[], plain: string[]] {
  const written = cultures.flatMap((culture) => culture[of].map(([name]) => name));
  if (of === 'family') {
    for (const one of beginnings.split(' '))
      for (const other of endings.split(' ')) written.push(one + other);
  }
  return [written, written.map(plainOf)];
}

/**
 * So many people of one organization, past the program: the oldest closed, the newest invited, one in five external,
 * most of them validated; names as skewed as in life, and a thirtieth of all called Zwaantje at the far end of the list.
 * @returns the organization's id
 */
export async function seedPeople(data: string, count: number): Promise<string> {
  return askAs('superuser', data, async (client) => {
    const { rows } = await client.query<{ id: string }>('select id from organization');
    const organizationId = rows[0]?.id ?? '';
    const [given, givenPlain] = names('given');
    const [family, familyPlain] = names('family');
    // Keys are checked by what made them, and the triggers sleep: what they would ask for is written here.
    await client.query('set session_replication_role = replica');
    await client.query(
      `create temporary table seeded as
       select n, overlay(overlay(overlay(md5('person ' || n) placing lpad(to_hex((extract(epoch from made) * 1000)::bigint), 12, '0')
           from 1) placing '7' from 13) placing '8' from 17)::uuid as id, made,
         case when n % 33 = 0 then 'Zwaantje' else ($3::text[])[g] end || ' ' || ($5::text[])[f] as name,
         case when n % 33 = 0 then 'zwaantje' else ($4::text[])[g] end || ' ' || ($6::text[])[f] as plain,
         'p' || n || '.' || regexp_replace(($6::text[])[f], '[^a-z]', '', 'g') as username,
         case when n % 5 = 0 then 'external' else 'internal' end as population,
         case when n > $2::int * 0.94 then 'invited' when n % 17 = 0 and n < $2::int * 0.5 then 'closed'
           when n % 101 = 0 then 'suspended' else 'active' end as state,
         case when n > $2::int * 0.94 then 'none' when n % 29 = 0 then 'submitted' when n % 31 = 0 then 'draft'
           when n % 997 = 0 then 'returned' when n % 23 = 0 then 'none' else 'validated' end as identity_state,
         (10000001 + n)::text as code
       from generate_series(1, $2::int) as n
       cross join lateral (select now() - ($2::int - n) * (interval '400 days' / $2::int) as made) as at
       cross join lateral (select 1 + floor(cardinality($3::text[]) * power((hashint4(n) & 1048575) / 1048576.0, 2))::int as g,
         1 + floor(cardinality($5::text[]) * power((hashint4(n + 7) & 1048575) / 1048576.0, 2))::int as f) as dice
       where $1::uuid is not null`,
      [organizationId, count, given, givenPlain, family, familyPlain],
    );
    await client.query(`update seeded set name = username, plain = username where identity_state = 'none'`);
    await client.query(
      `insert into account (organization_id, id, email, email_canonical, username, username_canonical, language, population, state, created_at, closed_at)
       select $1, id, username || '@' || mail, username || '@' || mail, username, username, 'en', population, state, made,
         case when state = 'closed' then made end
       from seeded, lateral (select case population when 'internal' then 'bench.example' else 'guests.example' end as mail) as m`,
      [organizationId],
    );
    await client.query(
      `insert into identity (organization_id, account_id, state, personal_code, display_name, validated_at)
       select $1, id, identity_state, case identity_state when 'validated' then code end, name,
         case identity_state when 'validated' then made end
       from seeded where identity_state <> 'none'`,
      [organizationId],
    );
    await client.query(
      `insert into permission_grant (organization_id, id, account_id, application, permission, granted_by)
       select $1, gen_random_uuid(), id, application, 'access', founder_id
       from seeded, organization_settings, (values ('activity', 3), ('settings', 5003)) as a (application, share)
       where identity_state = 'validated' and n % share = 0`,
      [organizationId],
    );
    await seedSearch(client, organizationId);
    for (const table of ['account', 'identity', 'permission_grant', 'person_search'])
      await client.query(`vacuum analyze ${table}`);
    return organizationId;
  });
}

type Client = Parameters<Parameters<typeof askAs>[2]>[0];

/** Its big index is made at the end, as a worker would not, in minutes less. */
async function seedSearch(client: Client, organizationId: string): Promise<void> {
  const { rows } = await client.query<{ made: string }>(
    `select pg_get_indexdef('person_search_words'::regclass) as made`,
  );
  await client.query('drop index person_search_words');
  await client.query(
    `insert into person_search (organization_id, account_id, state, identity_state, population, name, code, words)
     select $1, id, state, identity_state, population, plain, case identity_state when 'validated' then code else '' end,
       concat_ws(' ', '', nullif(plain, username), username || '@' || mail, case identity_state when 'validated' then code end,
         split_part(username, '.', 2), split_part(mail, '.', 1), 'example')
     from seeded, lateral (select case population when 'internal' then 'bench.example' else 'guests.example' end as mail) as m
     order by id`,
    [organizationId],
  );
  await client.query(`set maintenance_work_mem = '512MB'`);
  await client.query(rows[0]?.made ?? '');
}
