import { queryOptions } from '@tanstack/react-query';
import { getEmailChange } from '../../../contract/email-change.ts';
import { listSessions } from '../../../contract/sessions.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: () => call(listSessions),
});

/** The email and the new one that waits; it changes elsewhere, by links that are opened in mailboxes. */
export const emailQuery = queryOptions({
  queryKey: ['email'],
  queryFn: () => call(getEmailChange),
  refetchInterval: ({ state }) => (state.data?.change ? 10_000 : false),
});

export const refreshSessions = () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
export const refreshEmail = () => queryClient.invalidateQueries({ queryKey: emailQuery.queryKey });
