import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  countInvitations,
  getInvitation,
  getSendingLimits,
  type Invitation,
  listInvitations,
  listInviters,
} from '../../../contract/invitations.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { filterOf, type InvitationsSearch } from './parse-invitations-search.ts';

/** How often a mail that is about to leave is looked after, in ms. */
const soon = 2000;
/** How often an invitation that one looks at is: it is sent, opened and accepted meanwhile. */
const nowAndThen = 5000;

/** One page of the list; while a mail on it is about to leave it is asked for again. */
export function invitationsQuery(search: InvitationsSearch) {
  const { after, sort } = search;
  return queryOptions({
    queryKey: ['invitations', 'list', search],
    queryFn: () => call(listInvitations, { query: { ...filterOf(search), sort, cursor: after } }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (data?.items.some(leavesSoon) ? soon : false),
  });
}

/** The newest few, for the page of User registration. */
export const latestInvitationsQuery = queryOptions({
  queryKey: ['invitations', 'latest'],
  queryFn: () => call(listInvitations, { query: { limit: 5 } }),
  refetchInterval: ({ state: { data } }) => (data?.items.some(leavesSoon) ? soon : false),
});

export function invitationQuery(id: string) {
  return queryOptions({
    queryKey: ['invitations', 'one', id],
    queryFn: () => call(getInvitation, { params: { id } }),
    refetchInterval: ({ state: { data } }) => (data && leavesSoon(data) ? soon : nowAndThen),
    // Whoever opens one wants to see how far it is now.
    staleTime: 0,
  });
}

/** How many each state holds, among those that the other filters leave. */
export function invitationCountsQuery(search: InvitationsSearch = {}) {
  const { state: _, ...query } = filterOf(search);
  return queryOptions({
    queryKey: ['invitations', 'counts', query],
    queryFn: () => call(countInvitations, { query }),
    placeholderData: keepPreviousData,
    // As the list does: what leaves is sent or bounced a moment later.
    refetchInterval: ({ state: { data } }) => (data && data.queued !== 0 ? nowAndThen : false),
  });
}

export const invitersQuery = queryOptions({
  queryKey: ['invitations', 'inviters'],
  queryFn: () => call(listInviters),
  staleTime: 60_000,
});

export const sendingLimitsQuery = queryOptions({
  queryKey: ['invitations', 'limits'],
  queryFn: () => call(getSendingLimits),
});

/** After anything that changes an invitation: lists, counts, figures of Home. */
export async function refreshInvitations(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['invitations'] }),
    queryClient.invalidateQueries({ queryKey: ['home'] }),
  ]);
}

function leavesSoon({ state, sendAt }: Pick<Invitation, 'state' | 'sendAt'>): boolean {
  return state === 'queued' || (state === 'scheduled' && sendAt !== null && Date.parse(sendAt) <= Date.now());
}
