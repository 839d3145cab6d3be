import { sql } from 'kysely';
import type { z } from 'zod';
import type { grantCandidateSchema } from '../../../contract/grants.ts';
import type { Tx } from '../../platform/database.ts';

type Candidate = z.input<typeof grantCandidateSchema>;

interface CandidateQuery {
  readonly query: string;
  readonly account?: string | undefined;
}

const shown = 10;

/** For the choice of whom to grant to: who begins with what was typed, or the one account that is named. */
export async function listCandidates(tx: Tx, { query, account }: CandidateQuery): Promise<Candidate[]> {
  const among = account === undefined ? begins(tx, query.trim().toLowerCase()) : sql`(${account}::uuid)`;
  const { rows } = await sql<Candidate>`
    select id, name, username, email, personal_code as "personalCode", identity_state as "identityState" from person
    where organization_id = ${tx.organizationId} and state <> 'closed' and id in ${among}
    order by username_canonical limit ${shown}`.execute(tx);
  return rows;
}

/** As ranges, because they use the unique indexes under row-level security, and like does not (ruling 4). */
function begins(tx: Tx, start: string) {
  const end = `${start}\u{10ffff}`;
  return sql`(
    (select id from account where organization_id = ${tx.organizationId}
      and email_canonical >= ${start} and email_canonical < ${end} order by email_canonical limit ${shown})
    union
    (select id from account where organization_id = ${tx.organizationId}
      and username_canonical >= ${start} and username_canonical < ${end} order by username_canonical limit ${shown})
  )`;
}
