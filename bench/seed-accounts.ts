import { askAs } from './ask-as.ts';

/**
 * Fills the one organization with accounts, past the program, as a superuser; every name is
 * `person.N`. Their ids are UUIDs of version 8, RFC 9562, 5.8. @returns the organization's id
 */
export async function seedAccounts(data: string, count: number): Promise<string> {
  return askAs('superuser', data, async (client) => {
    const { rows } = await client.query<{ id: string }>('select id from organization');
    const [organization] = rows;
    if (!organization) throw new Error('nothing was founded');
    // Keys are checked by what made them: here one look at each of three million rows would take minutes.
    await client.query('set session_replication_role = replica');
    await client.query(
      `insert into account (organization_id, id, email, email_canonical, username, username_canonical, language)
       select $1, overlay(overlay(md5('account ' || n) placing '8' from 13) placing '8' from 17)::uuid, mail, mail, name, name, 'en'
       from generate_series(1, $2::int) as n, lateral (select 'person.' || n as name) as named,
         lateral (select name || '@bench.example' as mail) as mailed`,
      [organization.id, count],
    );
    await client.query('vacuum analyze account');
    return organization.id;
  });
}
