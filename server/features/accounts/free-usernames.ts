import { numberedUsername } from '../../../contract/username.ts';
import type { Tx } from '../../platform/database.ts';
import { findTaken } from './find-taken.ts';

// So many numbered names are tried at once; beyond, ever larger steps find a gap in a crowded name.
const tries = 20;

/** Up to `wanted` free usernames near this one: `anna.rossi2`, `anna.rossi3` … Empty only in an absurdly full place. */
export async function freeUsernames(tx: Tx, username: string, wanted: number): Promise<string[]> {
  for (const step of [1, 37, 1009, 27_011]) {
    const candidates = Array.from({ length: tries }, (_, index) =>
      numberedUsername(username, 2 + index * step),
    );
    const { usernames: taken } = await findTaken(tx, [], candidates);
    const free = candidates.filter((candidate) => !taken.has(candidate));
    if (free.length > 0) return free.slice(0, wanted);
  }
  return [];
}
