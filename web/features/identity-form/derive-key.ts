import { transliterate } from '../../../contract/transliterate.ts';

/** Of a key, and `alias` stands for the alias of a person. */
const longest = 40;
const reserved = new Set(['alias']);

/** A key for a name that none of `taken` has; it is taken from then on. @param fallback for a name without a letter */
export function deriveKey(name: string, taken: Set<string>, fallback: string): string {
  const plain = transliterate(name)
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+/, '')
    .slice(0, longest)
    .replace(/_+$/, '');
  const wanted = plain || fallback;
  const isFree = (key: string) => !taken.has(key) && !reserved.has(key);
  let key = wanted;
  for (let number = 2; !isFree(key); number += 1) key = `${wanted.slice(0, longest - 5)}_${number}`;
  taken.add(key);
  return key;
}
