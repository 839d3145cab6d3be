import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  getAccess,
  getAccount,
  getMail,
  listIdentityVersions,
  listMailsTo,
} from '../../../contract/people.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';

/** One person as the caller may see them. */
export function personQuery(id: string) {
  return queryOptions({
    queryKey: ['people', 'one', id],
    queryFn: () => call(getAccount, { params: { id } }),
  });
}

/** Why they may, and why not. A grant made or withdrawn elsewhere shows here, too. */
export function accessQuery(id: string) {
  return queryOptions({
    queryKey: ['grants', 'access', id],
    queryFn: () => call(getAccess, { params: { id } }),
  });
}

export function versionsQuery(id: string) {
  return queryOptions({
    queryKey: ['people', 'versions', id],
    queryFn: () => call(listIdentityVersions, { params: { id } }),
  });
}

/** The mails to somebody, newest first, as one reads on. */
export function mailsQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ['people', 'mails', id],
    queryFn: ({ pageParam }) =>
      call(listMailsTo, { params: { id }, query: pageParam ? { cursor: pageParam } : {} }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function mailQuery(id: string) {
  return queryOptions({ queryKey: ['people', 'mail', id], queryFn: () => call(getMail, { params: { id } }) });
}

/** After an act on somebody: their page, and every list that shows people. */
export async function refreshPeople(): Promise<void> {
  await Promise.all(
    ['people', 'grants', 'invitations', 'activity', 'identity-reviews', 'session'].map((key) =>
      queryClient.invalidateQueries({ queryKey: [key] }),
    ),
  );
}
