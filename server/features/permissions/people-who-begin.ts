import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** As many as a list below an input shows. */
export const shownPeople = 10;

/**
 * The ids of people whose email, username or personal code begins with what was typed, as a subquery; `anna rossi`
 * finds `anna.rossi`. As ranges, because they use the unique indexes under row-level security, and like does not
 * (ruling 4).
 */
export function peopleWhoBegin(tx: Tx, typed: string): RawBuilder<string> {
  const start = typed.trim().toLowerCase();
  const from = (column: string, begin: string) => sql`
    (select id from person where organization_id = ${tx.organizationId}
      and ${sql.ref(column)} >= ${begin} and ${sql.ref(column)} < ${`${begin}\u{10ffff}`}
    order by ${sql.ref(column)} limit ${shownPeople})`;
  return sql<string>`(${from('email_canonical', start)}
    union ${from('username_canonical', start.replaceAll(/\s+/g, '.'))}
    union ${from('personal_code', start)})`;
}
