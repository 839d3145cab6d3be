import type { z } from 'zod';
import type { QueryOf } from '../../../contract/define-route.ts';
import type { listAccounts as route } from '../../../contract/registry.ts';
import type { Tx } from '../../platform/database.ts';
import { findPeople } from '../search/find-people.ts';

/** As the registry knows them; when they were last seen and what may be done say the floors beside and above. */
export type Registered = Omit<z.input<typeof route.answer>['items'][number], 'lastSeenAt' | 'abilities'>;

/** Everybody of the organization, without columns and order. */
export function people(tx: Tx) {
  return tx
    .selectFrom('person as p')
    .innerJoin('account as a', (join) =>
      join.onRef('a.organizationId', '=', 'p.organizationId').onRef('a.id', '=', 'p.id'),
    )
    .leftJoin('identity as i', (join) =>
      join.onRef('i.organizationId', '=', 'p.organizationId').onRef('i.accountId', '=', 'p.id'),
    )
    .where('p.organizationId', '=', tx.organizationId);
}

function select(found: ReturnType<typeof people>) {
  return found
    .select(['p.id', 'p.name', 'p.username', 'p.email', 'p.personalCode', 'p.state', 'p.identityState'])
    .select(['p.population', 'p.language', 'a.createdAt', 'a.activatedAt'])
    .select(['i.pendingState', 'i.validatedAt', 'i.versionInForce']);
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

function describe(row: Row): Registered {
  const { id, name, username, email, personalCode, state, identityState } = row;
  const isBeside = identityState === 'validated';
  return {
    ...{ id, name, username, email, personalCode, state, identityState },
    population: row.population as Registered['population'],
    pending: isBeside ? (row.pendingState as Registered['pending']) : null,
    createdAt: row.createdAt.toISOString(),
  };
}

/** The registry: who was found is looked up anew, so that a state is shown as it is now. */
export async function listPeople(tx: Tx, query: QueryOf<typeof route>) {
  const { state, identity, cursor, limit, sort, ...wanted } = query;
  const filter = { ...wanted, states: state && [state], identityStates: identity && [identity] };
  const { ids, nextCursor, total } = await findPeople(tx, filter, { sort, cursor, limit });
  return { items: await describePeople(tx, ids), nextCursor, total };
}

/** In the order of the ids. */
async function describePeople(tx: Tx, ids: readonly string[]): Promise<Registered[]> {
  if (ids.length === 0) return [];
  const rows = await select(people(tx)).where('p.id', 'in', ids).execute();
  const byId = new Map(rows.map((row) => [row.id, describe(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
