// What a spreadsheet would calculate, or break a row at, when it opens the file (P28); behind apostrophes too, so that
// each cell can be read back as it was.
const written = /^'*[=+\-@\t\r\n]/;
const read = /^'+[=+\-@\t\r\n]/;

/** A cell for a file that a spreadsheet opens: what it would take for a formula begins with an apostrophe. */
export function inertCell(text: string): string {
  return written.test(text) ? `'${text}` : text;
}

/**
 * The same for a workbook, whose texts are texts: only what would lose an apostrophe when it is read gets one.
 * `_x000D_` stands for a character there (ECMA-376, 22.4.2.4), so that its first sign has to be written as one too.
 */
export function sheetCell(text: string): string {
  const escaped = (read.test(text) ? `'${text}` : text).replaceAll(/_(?=x[0-9A-F]{4}_)/gi, '_x005F_');
  // The library that writes workbooks keeps texts as keys of an object, where some have a meaning of their own (T31).
  return escaped in {} ? escaped.replace(/^./, codeOf) : escaped;
}

const codeOf = (sign: string) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

/** What a cell of a file says, without the apostrophe by which it, or a spreadsheet, was kept from being a formula. */
export function plainCell(text: string): string {
  return read.test(text) ? text.slice(1) : text;
}
