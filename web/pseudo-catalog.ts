export interface Catalog {
  readonly [key: string]: string | Catalog;
}

const latin = 'abcdefghijklmnopqrstuvwxyz,;?';
const arabic = 'ابثديفغهىجكلمنوحقرستعذصخطز،؛؟';
const letters = new Map([...latin].map((letter, index) => [letter, [...arabic][index] ?? letter]));
const growth = 0.4;
const plurals = ['zero', 'one', 'two', 'few', 'many'];

/**
 * An English catalog as a right-to-left language: in Arabic letters, two fifths longer, with Arabic's six plurals.
 * It proves the layout without an Arabic catalog.
 */
export function pseudoCatalog(catalog: Catalog): Catalog {
  const texts = Object.entries(catalog).map(([key, value]): [string, string | Catalog] => [
    key,
    typeof value === 'string' ? pseudoText(value) : pseudoCatalog(value),
  ]);
  const forms = texts
    .filter(([key]) => key.endsWith('_other'))
    .flatMap(([key, value]) => plurals.map((form) => [key.replace(/other$/, form), value] as const));
  return { ...Object.fromEntries(forms), ...Object.fromEntries(texts) };
}

/** `Sign in` → `سىغن ىن سى`; values, markup and what is not a letter stay. */
export function pseudoText(text: string): string {
  const words = text
    .split(/(\{\{[^}]*\}\}|<[^>]*>)/)
    .map((piece, index) => (index % 2 === 1 ? piece : inArabic(piece)))
    .join('');
  return words + more(text);
}

function inArabic(text: string): string {
  return [...text].map((letter) => letters.get(letter.toLowerCase()) ?? letter).join('');
}

/** The beginning of the text again, as long as another language might need. */
function more(text: string): string {
  const plain = text.replaceAll(/\{\{[^}]*\}\}|<[^>]*>|[^a-z ]/gi, '').trim();
  const extra = plain.slice(0, Math.ceil(plain.length * growth)).trim();
  return extra === '' ? '' : ` ${inArabic(extra)}`;
}
