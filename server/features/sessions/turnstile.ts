export interface Turnstile {
  /** Runs the work when a place is free, in the order of arrival. Throws the refusal when that takes too long. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** How many wait for a place now. */
  waiting(): number;
}

/** Lets `places` pieces of work through at a time; the others wait, but never longer than `maxWaitMs`. */
export function createTurnstile(options: {
  readonly places: number;
  readonly maxWaitMs: number;
  readonly refusal: () => Error;
}): Turnstile {
  let free = options.places;
  const waiting = new Set<() => void>();

  function enter(): Promise<void> {
    if (free > 0) {
      free--;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const go = () => {
        clearTimeout(timer);
        waiting.delete(go);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.delete(go);
        reject(options.refusal());
      }, options.maxWaitMs);
      waiting.add(go);
    });
  }

  function leave(): void {
    const [next] = waiting;
    // The place is handed on, not freed: nobody who comes in between gets ahead.
    if (next) next();
    else free++;
  }

  return {
    waiting: () => waiting.size,
    async run(work) {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
