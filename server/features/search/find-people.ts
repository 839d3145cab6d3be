import { sql } from 'kysely';
import type { PeopleFilter, PeopleSort } from '../../../contract/people-filter.ts';
import type { AccountState, IdentityState } from '../../../contract/shared-schemas.ts';
import type { Tx } from '../../platform/database.ts';
import { refreshFewPeople } from './refresh-people.ts';
import { searchTerms } from './search-words.ts';

export type Wanted = Omit<PeopleFilter, 'state' | 'identity'> & {
  readonly states?: readonly AccountState[] | undefined;
  readonly identityStates?: readonly IdentityState[] | undefined;
};

interface Page {
  readonly sort: PeopleSort;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface FoundPeople {
  /** In the order asked for. */
  readonly ids: readonly string[];
  readonly nextCursor: string | null;
  readonly total: number | { readonly atLeast: number };
}

interface Found {
  readonly ids: string[];
  readonly matching: number;
  readonly isAll: boolean;
}

/** Who fits, a page of them: by `find_people` of the database (docs/decisions/091-the-registry-at-a-million.md). */
export async function findPeople(tx: Tx, wanted: Wanted, page: Page): Promise<FoundPeople> {
  await refreshFewPeople(tx);
  const { cursor, limit } = page;
  const found = await ask(tx, wanted, { ...page, limit: limit + 1 });
  // How many there are is counted from the start of the list, whatever page of it is read.
  const { matching, isAll } =
    cursor === undefined ? found : await ask(tx, wanted, { sort: page.sort, limit: 1 });
  const ids = found.ids.slice(0, limit);
  return {
    ids,
    nextCursor: found.ids.length > limit ? (ids.at(-1) ?? null) : null,
    total: isAll ? matching : { atLeast: matching },
  };
}

/** The ids of a page, not counted: for whoever reads on to the end. */
export async function nextPeople(tx: Tx, wanted: Wanted, page: Page): Promise<readonly string[]> {
  await refreshFewPeople(tx);
  return (await ask(tx, wanted, page)).ids;
}

async function ask(tx: Tx, wanted: Wanted, { sort, cursor, limit }: Page): Promise<Found> {
  const { query = '', states = null, identityStates = null, population, application } = wanted;
  const { rows } = await sql<Found>`
    select ids, matching, is_all from find_people(${searchTerms(query)}::text[], ${states}::text[], ${identityStates}::text[],
      ${population ? [population] : null}::text[], ${application ?? null}, ${sort}, ${cursor ?? null}, ${limit})`.execute(
    tx,
  );
  return rows[0] ?? { ids: [], matching: 0, isAll: true };
}
