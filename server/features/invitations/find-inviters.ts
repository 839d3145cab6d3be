import { sql } from 'kysely';
import type { z } from 'zod';
import type { personSchema } from '../../../contract/shared-schemas.ts';
import type { Tx } from '../../platform/database.ts';

/** The filter is a list to choose from, not one to search. */
const most = 200;

/** Who has invited anybody, by name: from one inviter to the next in the index, past all that each invited. */
export async function findInviters(tx: Tx): Promise<z.input<typeof personSchema>[]> {
  const { rows } = await sql<z.input<typeof personSchema>>`
    with recursive inviter (id, place) as (
      (select invited_by, 1 from invitation where organization_id = ${tx.organizationId}
        order by invited_by limit 1)
      union all
      select (select invited_by from invitation
        where organization_id = ${tx.organizationId} and invited_by > inviter.id order by invited_by limit 1), place + 1
      from inviter where id is not null and place < ${most}
    )
    select person.id, name, username, email from inviter
    join person on person.organization_id = ${tx.organizationId} and person.id = inviter.id
    order by lower(name), person.id`.execute(tx);
  return rows;
}
