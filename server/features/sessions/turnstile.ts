export interface Turnstile {
  /** Takes a place as `run` does. @returns to be called once when it is free again */
  enter(isGone?: AbortSignal): Promise<() => void>;
  /**
   * Runs the work when a place is free, in the order of arrival. Throws the refusal when that takes too long.
   * @param isGone whoever waits for the work may go: their place in the line is free at once, and its reason is thrown
   */
  run<T>(work: () => Promise<T>, isGone?: AbortSignal): Promise<T>;
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

  async function enter(isGone?: AbortSignal): Promise<() => void> {
    isGone?.throwIfAborted();
    if (free > 0) free--;
    else await handedOn(isGone);
    return leave;
  }

  function handedOn(isGone: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const stopWaiting = () => {
        clearTimeout(timer);
        waiting.delete(go);
        isGone?.removeEventListener('abort', leaveLine);
      };
      const go = () => {
        stopWaiting();
        resolve();
      };
      const leaveLine = () => {
        stopWaiting();
        reject(isGone?.reason as Error);
      };
      const timer = setTimeout(() => {
        stopWaiting();
        reject(options.refusal());
      }, options.maxWaitMs);
      waiting.add(go);
      isGone?.addEventListener('abort', leaveLine);
    });
  }

  function leave(): void {
    const [next] = waiting;
    // The place is handed on, not freed: nobody who comes in between gets ahead.
    if (next) next();
    else free++;
  }

  return {
    enter,
    waiting: () => waiting.size,
    async run(work, isGone) {
      const end = await enter(isGone);
      try {
        return await work();
      } finally {
        end();
      }
    },
  };
}
