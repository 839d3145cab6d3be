import { useSyncExternalStore } from 'react';

/** What one dialog asks for all calls that wait for it. */
export interface Question {
  /** Opens the dialog, if it isn't open. @returns whether the person did what it asks for */
  ask(): Promise<boolean>;
  answer(done: boolean): void;
  /** For the dialog: how often it was asked, 0 while it isn't. */
  useAsked(): number;
}

export function createQuestion(): Question {
  const listeners = new Set<() => void>();
  let waiting: PromiseWithResolvers<boolean> | null = null;
  let count = 0;
  const tell = () => listeners.forEach((listener) => listener());
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    ask() {
      if (!waiting) {
        waiting = Promise.withResolvers();
        count += 1;
        tell();
      }
      return waiting.promise;
    },
    answer(done) {
      waiting?.resolve(done);
      waiting = null;
      tell();
    },
    useAsked: () => useSyncExternalStore(subscribe, () => (waiting ? count : 0)),
  };
}
