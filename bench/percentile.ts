/** By nearest rank: the value that `percent` of all values don't exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? Number.NaN;
}

/** What each run gave, and the middle one: one run alone says little on a machine that others use too. */
export function median(runs: readonly number[]): {
  readonly median: number;
  readonly runs: readonly number[];
} {
  return { median: rounded(percentile(runs, 50)), runs: runs.map(rounded) };
}

/** To three digits: more would pretend. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
