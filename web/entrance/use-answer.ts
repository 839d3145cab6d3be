import { useEffect, useState } from 'react';

export type Answer<T> =
  | { readonly state: 'waiting' }
  | { readonly state: 'done'; readonly value: T }
  | { readonly state: 'failed'; readonly problem: unknown };

/** Asks once, when the page opens. The entrance does without the query library: it asks so little. */
export function useAnswer<T>(ask: () => Promise<T>): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ state: 'waiting' });
  const [first] = useState(() => ask);
  useEffect(() => {
    first().then(
      (value) => setAnswer({ state: 'done', value }),
      (problem: unknown) => setAnswer({ state: 'failed', problem }),
    );
  }, [first]);
  return answer;
}
