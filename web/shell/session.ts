import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { RoutePermission } from '../../contract/define-route.ts';
import { getSession, type Session } from '../../contract/sessions.ts';
import { call } from '../api.ts';

/** Who is here. Fetched again with every return to the window, since rights change at once (ruling 11). */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => call(getSession),
  staleTime: 30_000,
  // Not by a clock: a page that nobody looks at would keep its session from ending unused.
  refetchOnWindowFocus: 'always',
});

/** The session of whoever is signed in; pages below the shell always have one. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** What a page or action asks for: all of these. */
export type Needed = RoutePermission | readonly RoutePermission[];

/** Whether a page or action is offered. The server decides again; this only avoids walls. */
export function may(session: Session, needed: Needed): boolean {
  return missingOf(session, needed) === undefined;
}

/** The first permission that is missing. */
export function missingOf(session: Session, needed: Needed): RoutePermission | undefined {
  const all = typeof needed === 'string' ? [needed] : needed;
  return all.find((permission) => !holds(session, permission));
}

function holds(session: Session, permission: RoutePermission): boolean {
  if (permission === 'public' || permission === 'signed-in') return true;
  if (permission === 'founder') return session.account.isFounder;
  return session.permissions.includes(permission);
}
