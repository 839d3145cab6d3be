export interface StandBack {
  /** Work for which somebody waits, and which takes all cores there are. @returns to be called when it ends */
  begin(): () => void;
  /**
   * Before a piece of other work for which nobody does: until none of that is at hand.
   * @param patience milliseconds after which it is done all the same: a long day of imports holds nothing up for good
   */
  wait(patience: number): Promise<void>;
}

/** Lets the work that an import leaves behind, its mails and the search, begin when the import is through. */
export function createStandBack({
  linger = 300,
}: {
  /** Work that comes in slices goes on so many milliseconds after the last. */
  readonly linger?: number;
} = {}): StandBack {
  let atHand = 0;
  const waiting = new Set<() => void>();
  const end = () => {
    atHand -= 1;
    if (atHand > 0) return;
    for (const goOn of waiting) goOn();
  };
  return {
    begin() {
      atHand += 1;
      return () => setTimeout(end, linger).unref();
    },
    async wait(patience) {
      if (atHand === 0) return;
      await new Promise<void>((resolve) => {
        const goOn = () => {
          clearTimeout(timer);
          waiting.delete(goOn);
          resolve();
        };
        const timer = setTimeout(goOn, patience);
        waiting.add(goOn);
      });
    },
  };
}
