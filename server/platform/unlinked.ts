/**
 * Mail clients make links of what looks like an address, in plain text and in markup alike. These
 * functions keep what people wrote from becoming one (T20): the places by which clients recognise an
 * address get a zero-width non-joiner at both sides.
 *
 * Why that character: it is invisible everywhere, splits no ligature that Latin text has, and a domain
 * with it is invalid (IDNA 2008 allows it only in a few scripts), so even a client that links over it
 * leads nowhere. The word joiner and the zero-width space are dropped by browsers: the link would work.
 */
const gap = '\u200C';

/** A dot of any script, `@` or `/` with something at both sides; `:` before anything: `evil.example`, `a@b`, `http://x`, `tel:1`. */
const joints = /(?<=\S)[.\u3002\uFF0E\uFF61@\uFF20/\uFF0F](?=\S)|[:\uFF1A](?=\S)/gu;

/** Embeddings and overrides that turn the direction of what follows them. */
const directions = /[\u202A-\u202E\u2066-\u2069]/gu;

const lineBreaks = /\r\n|[\r\n\u000B\u000C\u0085\u2028\u2029]/gu;

/** What is left of control characters after the line breaks; a tab counts as a blank. */
const controls = /[\p{Cc}]/gu;

/** A name on one line: no control characters, no turned direction, nothing to link. */
export function unlinkedName(name: string): string {
  return unlinked(name.replace(lineBreaks, ' ').replace(controls, ' ').replace(/ {2,}/g, ' ').trim());
}

/** A message as its lines, at most one of them empty in a row. */
export function unlinkedLines(message: string): string[] {
  const lines = message
    .replace(lineBreaks, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .split('\n');
  return lines.map((line) => unlinked(line.replace(controls, ' ').trimEnd()));
}

function unlinked(line: string): string {
  return line.replace(directions, '').replace(joints, `${gap}$&${gap}`);
}
