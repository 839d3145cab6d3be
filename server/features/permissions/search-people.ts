import { sql } from 'kysely';
import type { FoundPerson } from '../../../contract/accounts.ts';
import type { Tx } from '../../platform/database.ts';
import type { Actor } from '../sessions/actor.ts';
import { can } from './can.ts';
import { peopleWhoBegin, shownPeople } from './people-who-begin.ts';

/** Whom the command search offers: only to callers who have a page on which they see people anyway. */
export async function searchPeople(
  tx: Tx,
  actor: Pick<Actor, 'permissions'>,
  typed: string,
): Promise<FoundPerson[]> {
  const maySee = can(actor, 'user-registration:access') || can(actor, 'permissions:can_grant');
  if (!maySee || typed.trim() === '') return [];
  const { rows } = await sql<FoundPerson>`
    select id, name, username, email, personal_code as "personalCode", state, identity_state as "identityState"
    from person
    where organization_id = ${tx.organizationId} and state <> 'closed' and id in ${peopleWhoBegin(tx, typed)}
    order by username_canonical limit ${shownPeople}`.execute(tx);
  return rows;
}
