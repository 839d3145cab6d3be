import type { PeopleFilter } from '../../../contract/people-filter.ts';
import { refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { nextPeople } from '../search/find-people.ts';

/** Whom an act on many is about: these, or all that a filter of the list holds. */
export interface PeopleSelection {
  readonly ids?: readonly string[] | undefined;
  readonly filter?: PeopleFilter | undefined;
}

/** People of a filter that are read in one go. */
export const pageSize = 5000;

/** @throws {AppError} not_acceptable when it says both or neither */
export function checkSelection({ ids, filter }: PeopleSelection): void {
  if ((ids === undefined) === (filter === undefined)) throw refuseField('ids', 'batch.one_of_both');
}

/** A page of whom the filter holds, in the order of arrival: who comes meanwhile is met, nobody twice. */
export function pageOfFilter(
  tx: Tx,
  { state, identity, ...wanted }: PeopleFilter,
  after: string | undefined,
): Promise<readonly string[]> {
  const filter = { ...wanted, states: state && [state], identityStates: identity && [identity] };
  return nextPeople(tx, filter, { sort: 'oldest', cursor: after, limit: pageSize });
}

/** The ids that are selected, each once, a page at a time. */
export async function* selectedPeople(
  tx: Tx,
  { ids, filter }: PeopleSelection,
): AsyncGenerator<readonly string[]> {
  if (ids) yield [...new Set(ids)];
  if (!filter) return;
  let after: string | undefined;
  do {
    const page = await pageOfFilter(tx, filter, after);
    yield page;
    after = page.length === pageSize ? page.at(-1) : undefined;
  } while (after !== undefined);
}
