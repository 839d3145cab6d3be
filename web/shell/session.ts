import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { RoutePermission } from '../../contract/define-route.ts';
import { getSession, type Session } from '../../contract/sessions.ts';
import { call } from '../api.ts';

/** Who is here. Fetched again with every return to the window, since rights change at once (ruling 11). */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => call(getSession),
  staleTime: 30_000,
});

/** The session of whoever is signed in; pages below the shell always have one. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** Whether a page or action is offered. The server decides again; this only avoids walls. */
export function may(session: Session, permission: RoutePermission): boolean {
  if (permission === 'public' || permission === 'signed-in') return true;
  if (permission === 'founder') return session.account.isFounder;
  return session.permissions.includes(permission);
}
