import { plainLetters } from '../ui/plain-letters.ts';

/** Whether every word that was typed begins a word of the text, whatever its case, accents and apostrophes. */
export function matches(text: string, typed: string): boolean {
  const words = plainLetters(text).split(/\s+/);
  return plainLetters(typed)
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)));
}
