import { createRequire } from 'node:module';
import { shortestPiece } from './shortest-piece.ts';

/** Whether a text in lower case is a common password: as it is, repeated, or with digits before or behind (P2). */
export function isCommonPassword(text: string): boolean {
  const list = commonPasswords();
  return [text, ...withoutOuterDigits(text)].some((core) => list.has(core) || list.has(shortestPiece(core)));
}

/** The longest common password has 20 characters; three of it are the most that is looked for within digits. */
const longestCore = 60;

/** What is left when some digits are taken from either end, each way of it: `12abc123456` holds `abc123`. */
function withoutOuterDigits(text: string): string[] {
  const leading = countDigits(text);
  // Some digits are common in any number of digits: these count only when they are at least half of it.
  if (leading === text.length) return prefixes(text, Math.ceil(text.length / 2));
  const trailing = countDigits([...text].toReversed().join(''));
  const cores: string[] = [];
  for (let start = 0; start <= leading; start++) {
    const longest = Math.min(text.length, start + longestCore);
    for (let end = text.length - trailing; end <= longest; end++) cores.push(text.slice(start, end));
  }
  return cores;
}

function countDigits(text: string): number {
  return /^[0-9]*/.exec(text)?.[0].length ?? 0;
}

function prefixes(text: string, shortest: number): string[] {
  return Array.from({ length: text.length - shortest }, (_, index) => text.slice(0, shortest + index));
}

let passwords: ReadonlySet<string> | undefined;

/**
 * The 49,000 most common passwords, in lower case. Read at the first call (about 20 ms and 5 MB): a server that sets
 * no passwords never pays for it. A look-up afterwards is a hash table's.
 */
function commonPasswords(): ReadonlySet<string> {
  passwords ??= new Set(loadList());
  return passwords;
}

function loadList(): readonly string[] {
  const require = createRequire(import.meta.url);
  const { dictionary } = require('@zxcvbn-ts/language-common') as typeof import('@zxcvbn-ts/language-common');
  return dictionary['passwords-common'];
}
