import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { listAccounts } from '../../../contract/registry.ts';
import { call } from '../../api.ts';
import { filterOf, orderOf, type PeopleSearch } from './parse-people-search.ts';

/** One page of the registry. What was typed before is not waited for. */
export function peopleQuery(search: PeopleSearch) {
  return queryOptions({
    queryKey: ['people', 'list', search],
    queryFn: ({ signal }) =>
      call(
        listAccounts,
        { query: { ...filterOf(search), sort: orderOf(search), cursor: search.after } },
        { signal },
      ),
    placeholderData: keepPreviousData,
  });
}
