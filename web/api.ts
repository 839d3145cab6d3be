import i18next from 'i18next';
import { createClient } from '../contract/client.ts';

/**
 * Calls a route of the contract on the page's own origin, once; what goes wrong is thrown as it is. A refusal comes in
 * the language of the page.
 */
export const callOnce = clientBy((input, init) => fetch(input, init));

function clientBy(send: typeof fetch): ReturnType<typeof createClient> {
  return createClient('', (input, init) =>
    send(input, {
      credentials: 'same-origin',
      ...init,
      headers: { ...(init?.headers as Record<string, string>), 'accept-language': i18next.language },
    }),
  );
}

/**
 * What stands between a call and its failure: may wait, ask the person for something, and try again.
 * @param idempotencyKey of the call; one that has it may be sent again though nobody answered.
 */
export type Steady = <T>(attempt: () => Promise<T>, idempotencyKey: string | undefined) => Promise<T>;

let steady: Steady = (attempt) => attempt();

/** The application sets it once, at its start; the entrance, where nobody is signed in, does without. */
export function callBy(way: Steady): void {
  steady = way;
}

/** Calls a route of the contract on the page's own origin. */
export const call = steadied(callOnce);

/** The same, sent in another way than by `fetch`: an upload says how far it is. */
export const callBySending = (send: typeof fetch): typeof callOnce => steadied(clientBy(send));

function steadied(once: typeof callOnce): typeof callOnce {
  return (route, ...given) => steady(() => once(route, ...given), given[1]?.idempotencyKey);
}
