/** Not exported: no value that came in as JSON can carry it, so none can pass itself off as markup. */
const trusted = Symbol('trusted markup');

/** Markup made by `html`: inserted into other markup as it is. */
export interface SafeHtml {
  readonly [trusted]: string;
}

type Value = string | number | SafeHtml | undefined | readonly Value[];

/**
 * Markup with values in it. Strings are escaped for text and for quoted attributes; what `html` made
 * itself stands as it is; an array is its elements in a row; `undefined` is nothing.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): SafeHtml {
  let markup = parts[0] ?? '';
  for (const [index, value] of values.entries()) markup += rendered(value) + (parts[index + 1] ?? '');
  return { [trusted]: markup };
}

/** The finished markup as a string, for a mail or a page. */
export function markupOf(safe: SafeHtml): string {
  return safe[trusted];
}

function rendered(value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  return isMarkup(value) ? value[trusted] : value.map(rendered).join('');
}

function isMarkup(value: SafeHtml | readonly Value[]): value is SafeHtml {
  return trusted in value;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
