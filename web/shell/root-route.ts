import { createRootRoute } from '@tanstack/react-router';
import { ApiProblem } from '../../contract/client.ts';
import type { ArticleName } from '../help/articles.ts';
import { queryClient } from '../query-client.ts';
import { followAccountLanguage } from './follow-account-language.ts';
import { PageError } from './page-error.tsx';
import { type Needed, sessionQuery } from './session.ts';
import { Shell } from './shell.tsx';
import { UnknownPage } from './unknown-page.tsx';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** Who may open the page: the shell shows why to everybody else. Required, so that none is forgotten. */
    permission: Needed;
    /** What stands beside it on demand: its article in `articles.json`. */
    article?: ArticleName;
  }
}

/** The frame that every page stands in; it waits for who is here. */
export const shell = createRootRoute({
  staticData: { permission: 'signed-in' },
  loader: () => queryClient.ensureQueryData(sessionQuery).then(followAccountLanguage, waitWhileLeaving),
  component: Shell,
  errorComponent: PageError,
  notFoundComponent: UnknownPage,
});

/** Whoever is not signed in is on the way to the sign-in page: nothing is drawn until then. */
function waitWhileLeaving(error: unknown): Promise<never> {
  if (error instanceof ApiProblem && error.problem.code === 'not_signed_in') return new Promise(() => {});
  throw error;
}
