import { randomBytes } from 'node:crypto';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { expect, test } from 'vitest';
import { checkPassword } from './password-policy.ts';
import { suggestPassphrase } from './suggest-passphrase.ts';

test('five words of 2048, joined by hyphens, that the rules accept', () => {
  const known = new Set(wordlist);
  for (let run = 0; run < 500; run++) {
    const passphrase = suggestPassphrase(randomBytes);
    const words = passphrase.split('-');
    expect(words).toHaveLength(5);
    expect(words.every((word) => known.has(word))).toBe(true);
    expect(checkPassword(passphrase, [])).toEqual([]);
  }
});

test('every word can come up, each as likely as another', () => {
  const drawn = Array.from({ length: 65_536 }, (_, value) => value);
  const counts = new Map<string, number>();
  for (let start = 0; start + 5 <= drawn.length; start += 5) {
    const bytes = Buffer.alloc(10);
    drawn.slice(start, start + 5).forEach((value, index) => bytes.writeUInt16BE(value, 2 * index));
    for (const word of suggestPassphrase(() => bytes).split('-'))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  expect(counts.size).toBe(2048);
  // 65,536 is not a multiple of five: the last value is left out.
  expect(new Set(counts.values())).toEqual(new Set([32, 31]));
});

test('draws again when the words are those about the person', () => {
  const unlucky = Buffer.alloc(10);
  const lucky = Buffer.from([0, 1, 0, 2, 0, 3, 0, 4, 0, 5]);
  const draws = [unlucky, lucky];
  const passphrase = suggestPassphrase(() => draws.shift() ?? lucky, ['abandon']);
  expect(passphrase).toBe('ability-able-about-above-absent');
});

test('gives up on a generator that repeats itself', () => {
  expect(() => suggestPassphrase(() => Buffer.alloc(10), ['abandon'])).toThrow('repeats itself');
});
