import { useEffect } from 'react';
import { openInvitation } from '../../contract/join.ts';
import { call } from '../api.ts';

/** Says "opened" at the first pointer or key event that a person made: a scanner that loads the page makes none (ruling 10). */
export function useOpened(token: string): void {
  useEffect(() => {
    const stop = new AbortController();
    const say = (event: Event) => {
      if (!event.isTrusted) return;
      stop.abort();
      // Nobody waits for it, and a failure changes nothing for the person.
      call(openInvitation, { body: { token } }).catch(() => undefined);
    };
    for (const kind of ['pointerdown', 'pointermove', 'keydown'] as const) {
      addEventListener(kind, say, { signal: stop.signal, passive: true });
    }
    return () => stop.abort();
  }, [token]);
}
