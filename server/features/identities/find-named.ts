import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import { refreshFewPeople } from '../search/refresh-people.ts';
import { searchTerms } from '../search/search-words.ts';

/** So many are soon looked up, sorted and counted; of more a page is soon met in the order of the list. */
const few = 3000;

/** Of these accounts, or, where they are many, of those whose words hold all of these. */
export type Named =
  | { readonly ids: readonly string[]; readonly terms?: never }
  | { readonly ids?: never; readonly terms: readonly string[] };

/**
 * Who of those that have something under way is called so: anywhere in a name, an address or a code, as the registry is
 * searched (docs/decisions/091-the-registry-at-a-million.md). The name in a draft is its person's, and of who fills it in
 * for them, until it is handed in.
 */
export async function findNamed(tx: Tx, query: string | undefined): Promise<Named | undefined> {
  const terms = searchTerms(query ?? '');
  if (terms.length === 0) return undefined;
  await refreshFewPeople(tx);
  const { rows } = await sql<{ ids: string[] | null }>`
    select find_waiting(${terms}::text[], ${few}) as ids`.execute(tx);
  const ids = rows[0]?.ids;
  return ids ? { ids } : { terms };
}
