import { html } from './html.ts';
import type { SafeHtml } from './html.ts';

/** A character no text and no name holds: it marks where a value goes. */
const mark = '\u0001';

/**
 * A translated sentence with markup for some of its values, wherever the language puts them:
 * `mailSentence((values) => t('mail:invitation.until', values), { username: html`<b>…</b>` })`.
 */
export function mailSentence<Name extends string>(
  translate: (values: Record<Name, string>) => string,
  values: Readonly<Record<Name, SafeHtml | string>>,
): SafeHtml {
  const names = Object.keys(values) as Name[];
  const marked = Object.fromEntries(names.map((name) => [name, `${mark}${name}${mark}`]));
  const parts = translate(marked as Record<Name, string>).split(mark);
  // Text and names alternate, text first.
  return html`${parts.map((part, index) => (index % 2 === 0 ? part : values[part as Name]))}`;
}
