import { queryOptions } from '@tanstack/react-query';
import {
  getPeopleBatch,
  listPeopleBatches,
  type PeopleAction,
  type PeopleBatch,
  previewPeopleAct,
} from '../../../contract/people-batches.ts';
import { call } from '../../api.ts';
import type { RowSelection } from '../../ui/use-row-selection.ts';
import { filterOf, type PeopleSearch } from './parse-people-search.ts';
import type { RegisteredPerson } from './use-people-columns.tsx';

/** Whom an act is for, as its request says it: these, or all that the list's filter holds. */
export type SelectedPeople = { readonly ids: string[] } | { readonly filter: ReturnType<typeof filterOf> };

export function selectedPeople(
  selection: RowSelection<RegisteredPerson>,
  search: PeopleSearch,
): SelectedPeople {
  return selection.everything ? { filter: filterOf(search) } : { ids: [...selection.rows.keys()] };
}

/** What an act on many would come to. Never old: what is confirmed is what was said. */
export function peoplePreviewQuery(action: PeopleAction, selected: SelectedPeople) {
  return queryOptions({
    queryKey: ['people-batches', 'preview', action, selected],
    queryFn: () => call(previewPeopleAct, { body: { action, ...selected } }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
}

/** The acts on many of the last day, whoever began them. */
export const peopleBatchesQuery = queryOptions({
  queryKey: ['people-batches', 'list'],
  queryFn: () => call(listPeopleBatches),
});

/** How often a running act is looked after, in ms. */
const pace = 700;

export function peopleBatchQuery(batch: PeopleBatch) {
  return queryOptions({
    queryKey: ['people-batches', 'one', batch.id],
    queryFn: () => call(getPeopleBatch, { params: { id: batch.id } }),
    initialData: batch,
    // What was answered at its beginning is old at once.
    initialDataUpdatedAt: 0,
    refetchInterval: ({ state: { data, error } }) => (error || data?.state === 'done' ? false : pace),
  });
}
