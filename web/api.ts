import { createClient } from '../contract/client.ts';

/** Calls a route of the contract on the page's own origin. */
export const call = createClient('', (input, init) => fetch(input, { credentials: 'same-origin', ...init }));
