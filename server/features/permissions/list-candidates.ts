import { sql } from 'kysely';
import type { z } from 'zod';
import type { grantCandidateSchema } from '../../../contract/grants.ts';
import type { Tx } from '../../platform/database.ts';
import { peopleWhoBegin, shownPeople } from './people-who-begin.ts';

type Candidate = z.input<typeof grantCandidateSchema>;

interface CandidateQuery {
  readonly query: string;
  readonly account?: string | undefined;
}

/** For the choice of whom to grant to: who begins with what was typed, or the one account that is named. */
export async function listCandidates(tx: Tx, { query, account }: CandidateQuery): Promise<Candidate[]> {
  const among = account === undefined ? peopleWhoBegin(tx, query) : sql`(${account}::uuid)`;
  const { rows } = await sql<Candidate>`
    select id, name, username, email, personal_code as "personalCode", identity_state as "identityState" from person
    where organization_id = ${tx.organizationId} and state <> 'closed' and id in ${among}
    order by username_canonical limit ${shownPeople}`.execute(tx);
  return rows;
}
