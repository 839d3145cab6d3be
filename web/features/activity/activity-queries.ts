import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { getActivityEntry, listActivity, listActivityPeople } from '../../../contract/activity.ts';
import { call } from '../../api.ts';
import type { ActivitySearch } from './parse-activity-search.ts';

/** What fits the filters, newest first, as one reads on. */
export function activityQuery(search: ActivitySearch) {
  return infiniteQueryOptions({
    queryKey: ['activity', 'list', search],
    queryFn: ({ pageParam }) =>
      call(listActivity, { query: { ...search, ...(pageParam ? { cursor: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** An entry never changes, but what it holds may be erased. */
export function entryQuery(id: string) {
  return queryOptions({
    queryKey: ['activity', 'one', id],
    queryFn: () => call(getActivityEntry, { params: { id } }),
  });
}

/** Who begins with this, for a filter. */
export function findPeople(query: string) {
  return call(listActivityPeople, { query: { query } });
}

/** Whom a filter of the address names; null for nobody that is known. */
export function personQuery(account: string) {
  return queryOptions({
    queryKey: ['activity', 'person', account],
    queryFn: async () => {
      const { items } = await call(listActivityPeople, { query: { account } });
      return items[0] ?? null;
    },
  });
}
