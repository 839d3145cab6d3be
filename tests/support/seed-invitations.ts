import { askDatabase } from './ask-database.ts';
import type { TestFoyer } from './test-foyer.ts';

/** Past the door: so many who were invited and not written to, for the numbers that only a background job sees. */
export async function seedInvitations(
  server: Pick<TestFoyer, 'database'>,
  language: string,
  count: number,
): Promise<void> {
  await askDatabase(
    server,
    `with made as (
       insert into account (organization_id, id, email, email_canonical, username, username_canonical, language)
       select founded.organization_id, gen_random_uuid(), mail, mail, login, login, 'en'
       from organization_settings founded, generate_series(1, $2::int) n,
         lateral (select $1 || n as login) named, lateral (select login || '@seed.example' as mail) mailed
       returning organization_id, id)
     insert into invitation (organization_id, id, account_id, invited_by, state, channel, language, nonce, key_id, valid_days)
     select made.organization_id, gen_random_uuid(), made.id, founder_id, 'unsent', 'none', $1, decode(repeat('00', 32), 'hex'), 'x', 7
     from made, organization_settings`,
    [language, count],
  );
}
