import { numberedUsername } from '../../../contract/username.ts';
import type { Tx } from '../../platform/database.ts';
import { findTaken } from './find-taken.ts';

// So many numbered names are tried at once; beyond, ever larger steps find a gap in a crowded name.
const tries = 20;

/**
 * For each of these usernames up to `wanted` free ones near it: `anna.rossi2`, `anna.rossi3` … None only in an
 * absurdly full place.
 */
export async function freeUsernames(
  tx: Tx,
  usernames: ReadonlySet<string>,
  wanted: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const step of [1, 37, 1009, 27_011]) {
    const crowded = [...usernames].filter((username) => !found.has(username));
    if (crowded.length === 0) break;
    const candidates = new Map(crowded.map((username) => [username, numbered(username, step)]));
    const { usernames: taken } = await findTaken(tx, [], [...candidates.values()].flat());
    for (const [username, names] of candidates) {
      const free = names.filter((name) => !taken.has(name));
      if (free.length > 0) found.set(username, free.slice(0, wanted));
    }
  }
  return found;
}

function numbered(username: string, step: number): string[] {
  return Array.from({ length: tries }, (_, index) => numberedUsername(username, 2 + index * step));
}
