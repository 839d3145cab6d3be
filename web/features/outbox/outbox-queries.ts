import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { getOutboxMail, listOutbox } from '../../../contract/outbox.ts';
import { call } from '../../api.ts';

/** How often new mails are looked for, in ms: one tries something out and wants to see its mail. */
const often = 3000;

export const outboxQuery = infiniteQueryOptions({
  queryKey: ['outbox', 'list'],
  queryFn: ({ pageParam }) => call(listOutbox, { query: pageParam ? { cursor: pageParam } : {} }),
  initialPageParam: '',
  getNextPageParam: (page) => page.nextCursor,
  refetchInterval: often,
});

/** Fetched once for each look at it, because each is noted in the activity. */
export function keptMailQuery(id: string) {
  return queryOptions({
    queryKey: ['outbox', 'mail', id],
    queryFn: () => call(getOutboxMail, { params: { id } }),
    staleTime: Infinity,
    gcTime: 0,
  });
}
