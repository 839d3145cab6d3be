// Latin letters that Unicode does not decompose into a base letter and a mark.
const undecomposed: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
};

/** More than this of a text is not looked at. */
const longestInput = 320;

/** A text in lower case, without accents and apostrophes; letters of other scripts stay. */
export function plainLetters(text: string): string {
  return (
    text
      .slice(0, longestInput)
      .toLowerCase()
      .normalize('NFKD')
      // NFKD of a capital ligature or full-width letter can be a capital again.
      .toLowerCase()
      .replace(/[\p{Mark}'’]/gu, '')
      .replace(/[ßæœøłđðþħıŋ]/g, (letter) => undecomposed[letter] ?? '-')
  );
}

/**
 * A text in `a-z 0-9 . _ -`: lower case, accents dropped, apostrophes dropped, everything else a hyphen. Several
 * separators in a row become the first of them; none stands at either end. Empty when nothing is left.
 */
export function transliterate(text: string): string {
  return trimSeparators(
    plainLetters(text)
      .replace(/[^a-z0-9._-]/g, '-')
      .replace(/[._-]{2,}/g, (run) => run.slice(0, 1)),
  );
}

/** Takes `.`, `_` and `-` from both ends of a text in which no two of them stand together. */
export function trimSeparators(text: string): string {
  return text.replace(/^[._-]|[._-]$/g, '');
}
