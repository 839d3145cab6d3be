import { useEffect, useState } from 'react';
import { keptValue } from '../kept-value.ts';

/** Pause after which what was typed is kept, in ms; at once when the page is left. */
const pause = 400;

export interface Draft<T> {
  /** What the form begins with: what was kept, else what it is given. */
  readonly start: T;
  /** To be called with each change. */
  readonly keep: (values: T) => void;
  /** Once it is sent, or not wanted any more. */
  readonly forget: () => void;
  /** When it was kept last; null where nothing is. */
  readonly keptAt: string | null;
}

/**
 * What is typed into a form, kept until it is sent: it outlives a reload, an upgrade and a new sign-in. In this tab
 * only, which forgets it when it is closed; never for passwords.
 * @param name of the form and of the account whose it is: nobody else finds it
 */
export function useDraft<T extends object>(name: string, start: T): Draft<T> {
  const [keeper] = useState(() => createKeeper<T>(`foyer-draft ${name}`, (at) => setKeptAt(at)));
  const [begun] = useState(() => keeper.read());
  const [keptAt, setKeptAt] = useState(begun?.keptAt ?? null);
  useEffect(() => {
    addEventListener('pagehide', keeper.flush);
    return () => {
      removeEventListener('pagehide', keeper.flush);
      keeper.flush();
    };
  }, [keeper]);
  const [first] = useState(() => (begun ? merged(start, begun.values) : start));
  return { start: first, keep: keeper.keep, forget: keeper.forget, keptAt };
}

interface Kept<T> {
  readonly values: T;
  readonly keptAt: string;
}

function createKeeper<T>(key: string, tell: (at: string | null) => void) {
  const store = keptValue('tab', key);
  let waiting: { readonly values: T; readonly timer: ReturnType<typeof setTimeout> } | null = null;
  const drop = () => {
    clearTimeout(waiting?.timer);
    waiting = null;
  };
  const flush = () => {
    if (!waiting) return;
    const keptAt = new Date().toISOString();
    store.write(JSON.stringify({ values: waiting.values, keptAt }));
    drop();
    // Where storage is forbidden nothing is claimed.
    tell(store.read() === null ? null : keptAt);
  };
  return {
    flush,
    read(): Kept<T> | null {
      try {
        const kept = JSON.parse(store.read() ?? 'null') as Kept<T> | null;
        return typeof kept?.keptAt === 'string' ? kept : null;
      } catch {
        return null;
      }
    },
    keep(values: T) {
      drop();
      waiting = { values, timer: setTimeout(flush, pause) };
    },
    forget() {
      drop();
      store.write(null);
      tell(null);
    },
  };
}

/** Only what the form still has, of the kind it still is: it may be another one after an upgrade. */
function merged<T extends object>(start: T, kept: unknown): T {
  if (typeof kept !== 'object' || kept === null) return start;
  const entries = Object.entries(start).map(([name, begin]: [string, unknown]) => {
    const found = (kept as Record<string, unknown>)[name];
    if (typeof begin === 'object' && begin !== null && !Array.isArray(begin))
      return [name, merged(begin, found)];
    return [name, typeof found === typeof begin ? found : begin];
  });
  return Object.fromEntries(entries) as T;
}
