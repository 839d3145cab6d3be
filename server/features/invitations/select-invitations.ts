import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { ListFilter } from '../../../contract/invitation-filter.ts';
import { AppError, refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { branchesOf } from './filter-invitations.ts';

/** Which invitations an act on many is about: these, or all that a filter holds. */
export interface Selection {
  readonly ids?: readonly string[] | undefined;
  readonly filter?: ListFilter | undefined;
}

/** @throws {AppError} not_acceptable when it says both or neither */
export function checkSelection({ ids, filter }: Selection): void {
  if ((ids === undefined) === (filter === undefined)) throw refuseField('ids', 'batch.one_of_both');
}

/** The ids that are selected, each once, as a query. @param timeZone the organization's */
export function selectedIds(
  tx: Tx,
  { ids, filter }: Selection,
  timeZone: string,
): RawBuilder<{ id: string }> {
  if (ids) return sql<{ id: string }>`select distinct id from unnest(${ids}::uuid[]) as id`;
  if (!filter) throw new AppError('malformed_request');
  const parts = branchesOf(tx, { ...filter, timeZone }).map(
    (branch) => sql`select id from invitation where ${branch}`,
  );
  return sql<{ id: string }>`${sql.join(parts, sql` union all `)}`;
}

/** How many are selected, counted one further than is asked. */
export async function countSelected(tx: Tx, ids: RawBuilder<{ id: string }>, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select 1 from (${ids}) as selected limit ${most + 1}) as counted`.execute(
    tx,
  );
  return rows[0]?.count ?? 0;
}
