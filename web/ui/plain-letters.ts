/** As somebody types it: without accents, in small letters, with the keyboard’s apostrophe for the printed one. */
export function plainLetters(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase().trim();
}
