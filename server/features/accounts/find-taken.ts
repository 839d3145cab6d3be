import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** Which of these canonical addresses and names are taken: two look-ups in unique indexes, however many are asked. */
export async function findTaken(
  tx: Tx,
  emails: readonly string[],
  usernames: readonly string[],
): Promise<{ emails: Set<string>; usernames: Set<string> }> {
  const { rows } = await sql<{ kind: 'email' | 'username'; value: string }>`
    select 'email' as kind, email_canonical as value
      from unnest(${emails}::text[]) as asked (wanted) join account on email_canonical = wanted
      where organization_id = ${tx.organizationId}
    union all
    select 'username', username_canonical
      from unnest(${usernames}::text[]) as asked (wanted) join account on username_canonical = wanted
      where organization_id = ${tx.organizationId}`.execute(tx);
  const valuesOf = (kind: string) => new Set(rows.filter((row) => row.kind === kind).map((row) => row.value));
  return { emails: valuesOf('email'), usernames: valuesOf('username') };
}
