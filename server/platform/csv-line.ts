import { inertCell } from './inert-cell.ts';

/** A line of CSV (RFC 4180). A cell that a spreadsheet would take for a formula is made inert by an apostrophe. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  const inert = typeof value === 'number' ? text : inertCell(text);
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
