import { sql } from 'kysely';
import { withOrganization } from '../../platform/database.ts';
import type { Db } from '../../platform/database.ts';
import type { StandBack } from '../../platform/stand-back.ts';
import { refreshPeople } from './refresh-people.ts';

/** In one transaction: so many that its index is worth the way, so few that a reader waits for none of them. */
const atOnce = 1000;
/** Milliseconds. An import of 100,000 is through by then; a piece takes an eighth of PostgreSQL's time meanwhile. */
const patience = 30_000;

/** Whose changes wait for the search. */
export async function organizationsToRefresh(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from organizations_to_refresh() as id`.execute(db);
  return rows.map(({ id }) => id);
}

/** The job `refresh-search`: all that waits in one organization. */
export async function runRefresh(
  { db, standBack }: { readonly db: Db; readonly standBack: StandBack },
  organizationId: string,
): Promise<void> {
  for (let taken = atOnce; taken > 0;) {
    await standBack.wait(patience);
    taken = await withOrganization(db, organizationId, (tx) => refreshPeople(tx, atOnce));
  }
}
