import { addressOf } from '../../contract/client.ts';
import type { RequestOf, RouteDefinition } from '../../contract/define-route.ts';
import { getSession } from '../../contract/sessions.ts';
import { call } from '../api.ts';
import { freshSignIn } from './questions.ts';

/**
 * Lets the browser save what a route answers, as it comes: a page that fetched it would hold all of it. Asks for the
 * password before, where the route wants it fresh. @returns whether it began
 */
export async function startDownload<R extends RouteDefinition>(
  route: R,
  request: RequestOf<R>,
): Promise<boolean> {
  const session = await call(getSession);
  if (route.fresh && !session.hasFreshSignIn && !(await freshSignIn.ask())) return false;
  const link = document.createElement('a');
  link.href = addressOf(route, request);
  // Named by the server; an answer that is no file is not shown in the place of the page.
  link.download = '';
  link.click();
  return true;
}
