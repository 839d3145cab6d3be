import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/**
 * Of these usernames, as they are typed, those that look like another account's: whose, by the name as it is typed.
 * The looks are made first: compared with the function's result at once, no index would serve (ruling 4).
 */
export async function findAlike(tx: Tx, usernames: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (usernames.length === 0) return new Map();
  const { rows } = await sql<{ asked: string; username: string | null }>`
    with given as materialized (
      select asked, look_of(asked) as look, lower(asked) as canonical from unnest(${usernames}::text[]) as asked)
    select asked, (
      select username from account
      where organization_id = ${tx.organizationId} and look = given.look and username_canonical <> given.canonical
      order by id limit 1) as username
    from given`.execute(tx);
  return new Map(rows.flatMap(({ asked, username }) => (username === null ? [] : [[asked, username]])));
}
