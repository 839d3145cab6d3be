import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { InvitationFilter, InvitationState } from '../../../contract/invitation-filter.ts';
import { countInvitations, getInvitation, listInvitations } from '../../../contract/invitations.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';

/** How often a mail that is about to leave is looked after, in ms. */
const soon = 2000;

/** The list, page by page; while a mail is about to leave it is asked for again. */
export function invitationsQuery(state: InvitationFilter, query: string) {
  return infiniteQueryOptions({
    queryKey: ['invitations', 'list', state, query],
    queryFn: ({ pageParam }) =>
      call(listInvitations, {
        query: { state, ...(query ? { query } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some((page) => page.items.some((item) => leavesSoon(item.state))) ? soon : false,
  });
}

/** The newest few, for the page of User registration. */
export const latestInvitationsQuery = queryOptions({
  queryKey: ['invitations', 'latest'],
  queryFn: () => call(listInvitations, { query: { limit: 5 } }),
  refetchInterval: ({ state: { data } }) =>
    data?.items.some((item) => leavesSoon(item.state)) ? soon : false,
});

export function invitationQuery(id: string) {
  return queryOptions({
    queryKey: ['invitations', 'one', id],
    queryFn: () => call(getInvitation, { params: { id } }),
    refetchInterval: ({ state: { data } }) => (data && leavesSoon(data.state) ? soon : false),
  });
}

export const invitationCountsQuery = queryOptions({
  queryKey: ['invitations', 'counts'],
  queryFn: () => call(countInvitations),
});

/** After anything that changes an invitation: lists, counts, figures of Home. */
export async function refreshInvitations(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['invitations'] }),
    queryClient.invalidateQueries({ queryKey: ['home'] }),
  ]);
}

function leavesSoon(state: InvitationState): boolean {
  return state === 'queued';
}
