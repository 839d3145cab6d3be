import { parentPort, workerData } from 'node:worker_threads';
import { readSheet } from 'read-excel-file/node';

// A workbook is a zip of XML that has to be unpacked as a whole: here, where memory has a bound of its own.

const atOnce = 2000;

type Cell = string | number | boolean | Date | null;

/** A day alone as a day; a spreadsheet knows no time zones. */
function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (cell instanceof Date) {
    const moment = cell.toISOString();
    return moment.endsWith('T00:00:00.000Z') ? moment.slice(0, 10) : moment.slice(0, 16).replace('T', ' ');
  }
  if (typeof cell === 'number' && Math.abs(cell) >= 1e21) return BigInt(Math.round(cell)).toString();
  return String(cell);
}

const { bytes, rows: most } = workerData as { readonly bytes: Uint8Array; readonly rows: number };
const rows = (await readSheet(Buffer.from(bytes), { trim: false })) as Cell[][];
// With its header.
if (rows.length > most + 1) parentPort?.postMessage('too_many_rows');
else {
  for (let from = 0; from < rows.length; from += atOnce) {
    parentPort?.postMessage(rows.slice(from, from + atOnce).map((cells) => cells.map(textOf)));
  }
  parentPort?.postMessage('end');
}
