import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import { plainOf, searchWords } from './search-words.ts';

/**
 * Brings what the search knows up to the changes that were committed, some at a time; the oldest first.
 * @returns how many changes were taken; 0: nothing waits
 */
export async function refreshPeople(tx: Tx, most: number): Promise<number> {
  const lock = sql`hashtextextended(${`people of ${tx.organizationId}`}, 0)`;
  // Two at once could write what the first of them has read over what the second has.
  await sql`select pg_advisory_xact_lock(${lock})`.execute(tx);
  const changed = await sql<{ accountId: string }>`
    delete from person_changed where organization_id = ${tx.organizationId} and id in (
      select id from person_changed where organization_id = ${tx.organizationId} order by id limit ${most})
    returning account_id`.execute(tx);
  const ids = [...new Set(changed.rows.map(({ accountId }) => accountId))];
  if (ids.length > 0) await sortIn(tx, ids);
  return changed.rows.length;
}

/** What a reader waits for: a change or a few, as after registering somebody. More are the worker's. */
const fewChanges = 100;

/**
 * Before a list is read: whoever registers one person finds them at once. A worker that is at it is waited for; what it
 * has in hand is not more than what is seen here.
 */
export async function refreshFewPeople(tx: Tx): Promise<void> {
  const waiting = await tx
    .selectFrom('personChanged')
    .select('id')
    .where('organizationId', '=', tx.organizationId)
    .limit(fewChanges + 1)
    .execute();
  if (waiting.length > 0 && waiting.length <= fewChanges) await refreshPeople(tx, fewChanges);
}

async function sortIn(tx: Tx, ids: readonly string[]): Promise<void> {
  const people = await tx
    .selectFrom('person as p')
    .leftJoin('identity as i', (join) =>
      join.onRef('i.organizationId', '=', 'p.organizationId').onRef('i.accountId', '=', 'p.id'),
    )
    .select(['p.id', 'p.name', 'p.email', 'p.username', 'p.personalCode', 'p.state', 'p.identityState'])
    .select(['p.population', 'i.pendingState', 'i.pendingName'])
    .where('p.organizationId', '=', tx.organizationId)
    .where('p.id', 'in', ids)
    .execute();
  const rows = people.map((person) => ({
    ...{ accountId: person.id, state: person.state, identityState: person.identityState },
    ...{ population: person.population, name: plainOf(person.name), code: person.personalCode ?? '' },
    words: searchWords(person),
    waiting: person.pendingState === null ? null : searchWords({ ...person, name: namesOf(person) }),
  }));
  await sql`
    insert into person_search (organization_id, account_id, state, identity_state, population, name, code, words, waiting_words)
    select ${tx.organizationId}, "accountId", state, "identityState", population, name, code, words, waiting
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p (
      "accountId" uuid, state text, "identityState" text, population text, name text, code text, words text, waiting text)
    on conflict (organization_id, account_id) do update set state = excluded.state, population = excluded.population,
      identity_state = excluded.identity_state, name = excluded.name, code = excluded.code, words = excluded.words, waiting_words = excluded.waiting_words
    where (person_search.state, person_search.population, person_search.identity_state, person_search.name,
      person_search.code, person_search.words, person_search.waiting_words) is distinct from
      (excluded.state, excluded.population, excluded.identity_state, excluded.name, excluded.code, excluded.words, excluded.waiting_words)`.execute(
    tx,
  );
}

interface Waiting {
  readonly name: string;
  readonly pendingState: string | null;
  readonly pendingName: string | null;
}

/** As a reviewer knows them: by what was handed in, too. */
function namesOf({ name, pendingState, pendingName }: Waiting): string {
  return pendingState === 'draft' || pendingName === null ? name : `${pendingName} ${name}`;
}
