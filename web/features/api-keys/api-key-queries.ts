import { infiniteQueryOptions } from '@tanstack/react-query';
import { listApiKeys } from '../../../contract/api-keys.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';

/** Newest first, those that ended among them. */
export const apiKeysQuery = infiniteQueryOptions({
  queryKey: ['api-keys', 'list'],
  queryFn: ({ pageParam }) => call(listApiKeys, { query: pageParam ? { cursor: pageParam } : {} }),
  initialPageParam: '',
  getNextPageParam: (page) => page.nextCursor,
});

export function refreshApiKeys(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['api-keys'] });
}
