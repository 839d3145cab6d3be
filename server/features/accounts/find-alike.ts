import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** Of these usernames, as they are typed, those that look like another account's: whose, by the name as it is typed. */
export async function findAlike(tx: Tx, usernames: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (usernames.length === 0) return new Map();
  const { rows } = await sql<{ asked: string; username: string }>`
    select asked, min(username) as username
    from unnest(${usernames}::text[]) as given (asked) join account on look = look_of(asked)
    where organization_id = ${tx.organizationId} and username_canonical <> lower(asked)
    group by asked`.execute(tx);
  return new Map(rows.map(({ asked, username }) => [asked, username]));
}
