import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

const shown = 10;

/** Accounts whose email or username begins with what was typed, for the choice of whom to grant to. */
export async function listCandidates(tx: Tx, query: string) {
  const start = query.trim().toLowerCase();
  // As ranges, because they use the unique indexes under row-level security, and like does not (ruling 4).
  const { rows } = await sql<{ id: string; name: string; username: string; email: string }>`
    select id, name, username, email from person
    where organization_id = ${tx.organizationId} and state <> 'closed' and id in (
      (select id from account where organization_id = ${tx.organizationId}
        and email_canonical >= ${start} and email_canonical < ${`${start}\u{10ffff}`} order by email_canonical limit ${shown})
      union
      (select id from account where organization_id = ${tx.organizationId}
        and username_canonical >= ${start} and username_canonical < ${`${start}\u{10ffff}`} order by username_canonical limit ${shown})
    )
    order by username_canonical limit ${shown}`.execute(tx);
  return rows;
}
