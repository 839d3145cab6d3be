import fs from 'node:fs';

/** In MB, from smaps_rollup: proportional counts what processes share only in part. */
export function memoryOf(pid: number): { resident: number; proportional: number } {
  const text = fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const of = (name: string) => (Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1]) * 1024) / 1e6;
  return { resident: of('Rss'), proportional: of('Pss') };
}
