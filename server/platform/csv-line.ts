// What a spreadsheet would calculate, or break a row at, when it opens the file (P28).
const active = /^[=+\-@\t\r\n]/;

/** A line of CSV (RFC 4180). A cell that a spreadsheet would take for a formula is made inert by an apostrophe. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  const inert = active.test(text) && typeof value !== 'number' ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
