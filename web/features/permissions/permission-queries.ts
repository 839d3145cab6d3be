import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { listApplications, listGrantCandidates, listGrants } from '../../../contract/grants.ts';
import type { ApplicationSlug } from '../../../contract/permissions.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';

export const applicationsQuery = queryOptions({
  queryKey: ['grants', 'applications'],
  queryFn: () => call(listApplications),
});

/** Who holds one permission, page by page, the founder first. */
export function holdersQuery(application: string, permission: string) {
  return infiniteQueryOptions({
    queryKey: ['grants', 'holders', application, permission],
    queryFn: ({ pageParam }) =>
      call(listGrants, {
        query: {
          application: application as ApplicationSlug,
          permission,
          ...(pageParam ? { cursor: pageParam } : {}),
        },
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** Whom one may grant to, by the beginning of email or username. */
export function findCandidates(query: string) {
  return call(listGrantCandidates, { query: { query } });
}

/** The one person that the address names; null when there is none. */
export function candidateQuery(account: string) {
  return queryOptions({
    queryKey: ['grants', 'candidate', account],
    queryFn: async () => {
      const { items } = await call(listGrantCandidates, { query: { account } });
      return items[0] ?? null;
    },
  });
}

/** After anything that changes who holds what; it may have been one's own. */
export async function refreshGrants(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['grants'] }),
    queryClient.invalidateQueries({ queryKey: ['session'] }),
  ]);
}
