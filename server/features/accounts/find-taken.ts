import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** Which of these canonical addresses and names are taken: two look-ups in unique indexes, however many are asked. */
export async function findTaken(
  tx: Tx,
  emails: readonly string[],
  usernames: readonly string[],
): Promise<{ emails: Set<string>; usernames: Set<string> }> {
  const { rows } = await sql<{ kind: 'email' | 'username'; value: string }>`
    select 'email' as kind, email_canonical as value from account
      where organization_id = ${tx.organizationId} and email_canonical = any(${emails}::text[])
    union all
    select 'username', username_canonical from account
      where organization_id = ${tx.organizationId} and username_canonical = any(${usernames}::text[])`.execute(
    tx,
  );
  const valuesOf = (kind: string) => new Set(rows.filter((row) => row.kind === kind).map((row) => row.value));
  return { emails: valuesOf('email'), usernames: valuesOf('username') };
}
