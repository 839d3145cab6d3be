import { createClient } from '../../contract/client.ts';
import type { TestFoyer, Visitor } from './test-foyer.ts';

/** A program in front of the door: no cookie, no Origin, an API key. */
export function callWithKey({ origin }: Pick<TestFoyer, 'origin'>, key: string): Visitor {
  const headers = { authorization: `Bearer ${key}` };
  return {
    call: createClient(origin, fetch, headers),
    fetch: (path, init = {}) => {
      const sent = new Headers(init.headers);
      sent.set('authorization', headers.authorization);
      return fetch(origin + path, { redirect: 'manual', ...init, headers: sent });
    },
    cookie: () => '',
  };
}
