import { askAs } from './ask-as.ts';
import { seedAccounts } from './seed-accounts.ts';

/**
 * As many invitations as accounts, past the program, over four hundred days, as an organization has them that has
 * always invited: the old ones accepted or ended, the newest tenth on its way; a few languages, a few inviters, some of
 * each so rare that a page of them is hard to find. @returns the organization's id
 */
export async function seedInvitations(data: string, count: number): Promise<string> {
  const organizationId = await seedAccounts(data, count);
  await askAs('superuser', data, async (client) => {
    await client.query('set session_replication_role = replica');
    // Fewer, larger steps than one row at a time; the triggers sleep, so their copies are written here.
    await client.query(
      `insert into invitation (organization_id, id, account_id, invited_by, state, channel, language, nonce, key_id,
         valid_days, sent_at, expires_at, created_at, changed_at, population, email_canonical, username_canonical)
       select $1, overlay(overlay(overlay(md5('invitation ' || n) placing lpad(to_hex((extract(epoch from made) * 1000)::bigint), 12, '0')
           from 1) placing '7' from 13) placing '8' from 17)::uuid,
         overlay(overlay(md5('account ' || n) placing '8' from 13) placing '8' from 17)::uuid,
         case when n % 10007 = 0 then overlay(overlay(md5('account 2') placing '8' from 13) placing '8' from 17)::uuid when n % 3 = 0 then overlay(overlay(md5('account 1') placing '8' from 13) placing '8' from 17)::uuid else founder_id end,
         state, channel, case when n % 90001 = 0 then 'ar' when n % 4 = 0 then 'it' else 'en' end,
         decode(md5('nonce ' || n) || md5('more ' || n), 'hex'), 'bench', 7,
         case when state not in ('unsent', 'scheduled', 'queued') then made end,
         case when state not in ('unsent', 'scheduled') then made + interval '7 days' end, made, made,
         case when n % 11 = 0 then 'external' else 'internal' end, 'person.' || n || '@bench.example', 'person.' || n
       from generate_series(1, $2::int) as n
       cross join (select founder_id from organization_settings) as settings
       cross join lateral (select now() - ($2::int - n) * (interval '400 days' / $2::int) as made) as at
       cross join lateral (select case when n % 33 = 0 then 'link' when n % 47 = 0 then 'none' else 'email' end as channel) as c
       cross join lateral (select case
         when channel = 'none' then 'unsent'
         when n % 50 = 0 then 'bounced'
         when n % 37 = 0 then 'revoked'
         when n < $2::int * 0.98 and n % 10 < 8 then 'accepted'
         when channel = 'link' then 'handed_over'
         when n > $2::int * 0.9995 then 'queued'
         when n % 1000 = 1 then 'scheduled'
         when n % 7 = 0 then 'opened'
         else 'sent' end as state) as s`,
      [organizationId, count],
    );
    await client.query('vacuum analyze invitation');
  });
  return organizationId;
}
