/** Whether every word that was typed begins a word of the text, whatever its case and accents. */
export function matches(text: string, typed: string): boolean {
  const words = plain(text).split(/\s+/);
  return plain(typed)
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)));
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
}
