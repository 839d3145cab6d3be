import { useEffect } from 'react';
import { openInvitation } from '../../contract/join.ts';
import { call } from '../api.ts';

/**
 * Says "opened" at the first act of a person's hand (ruling 10). A scanner that renders the page may scroll it and
 * move a pointer over it, but presses nothing; what a script makes up is not trusted.
 */
export function useOpened(token: string): void {
  useEffect(() => {
    const stop = new AbortController();
    const say = (event: Event) => {
      if (!event.isTrusted) return;
      stop.abort();
      // Nobody waits for it, and a failure changes nothing for the person.
      call(openInvitation, { body: { token } }).catch(() => undefined);
    };
    // A touch begins with a pointerdown too.
    for (const kind of ['pointerdown', 'keydown'] as const) {
      addEventListener(kind, say, { signal: stop.signal, passive: true });
    }
    return () => stop.abort();
  }, [token]);
}
