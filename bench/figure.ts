/** One promise and what was measured; `holds` is the medians' verdict. */
export interface Figure {
  readonly promise: string;
  readonly holds: boolean;
  readonly measured: Readonly<Record<string, unknown>>;
}

/** How often each figure is measured. */
export const runs = 3;

/** Carries a measurement out so many times, one after the other. */
export async function repeat<T>(measure: (run: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let run = 1; run <= runs; run += 1) results.push(await measure(run));
  return results;
}
