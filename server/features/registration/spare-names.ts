import { numberedUsername } from '../../../contract/username.ts';
import type { Tx } from '../../platform/database.ts';
import { findTaken } from '../accounts/find-taken.ts';

/** How many numbers are asked about at once. */
const window = 500;

/**
 * Free usernames beyond the first numbers, for names that so many share that these are all taken: `info` in a list of
 * companies. Most registrations have none of these, and it costs them nothing.
 * @param needed how many of each derived name
 * @param from the first number that was not asked about yet
 */
export async function spareNames(
  tx: Tx,
  needed: ReadonlyMap<string, number>,
  from: number,
): Promise<Map<string, string[]>> {
  const spare = new Map<string, string[]>();
  for (const [name, count] of needed) spare.set(name, await firstFree(tx, name, { count, from }));
  return spare;
}

async function firstFree(
  tx: Tx,
  name: string,
  { count, from }: { readonly count: number; readonly from: number },
): Promise<string[]> {
  const free: string[] = [];
  for (let start = from; free.length < count; start += window) {
    const candidates = Array.from({ length: window }, (_, index) => numberedUsername(name, start + index));
    const { usernames: taken } = await findTaken(tx, [], candidates);
    free.push(...candidates.filter((candidate) => !taken.has(candidate)));
  }
  return free.slice(0, count);
}
