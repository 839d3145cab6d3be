import { createRootRoute } from '@tanstack/react-router';
import { ApiProblem } from '../contract/client.ts';
import { queryClient } from './query-client.ts';
import { followAccountLanguage } from './shell/follow-account-language.ts';
import { PageError } from './shell/page-error.tsx';
import { sessionQuery } from './shell/session.ts';
import { Shell } from './shell/shell.tsx';
import { UnknownPage } from './shell/unknown-page.tsx';

/** What stands around every page after sign-in. */
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
