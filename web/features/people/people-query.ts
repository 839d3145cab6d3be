import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { listAccounts } from '../../../contract/registry.ts';
import { call } from '../../api.ts';
import { filterOf, type PeopleSearch } from './parse-people-search.ts';

/** One page of the registry. What was typed before is not waited for. */
export function peopleQuery(search: PeopleSearch) {
  const { after, sort = 'name' } = search;
  return queryOptions({
    queryKey: ['people', 'list', search],
    queryFn: ({ signal }) =>
      call(listAccounts, { query: { ...filterOf(search), sort, cursor: after } }, { signal }),
    placeholderData: keepPreviousData,
  });
}
