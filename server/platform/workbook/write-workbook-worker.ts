import { parentPort, workerData } from 'node:worker_threads';
import writeExcelFile from 'write-excel-file/node';
import { sheetCell } from '../inert-cell.ts';
import type { Sheet } from './write-workbook.ts';

// Half a second of work for ten thousand rows: not on the thread that answers requests.

const sheets = workerData as readonly Sheet[];
const written = await writeExcelFile(
  sheets.map(({ name, rows, widths }) => ({
    sheet: name,
    stickyRowsCount: 1,
    ...(widths && { columns: widths.map((width) => ({ width })) }),
    data: rows.map((cells, index) =>
      cells.map((cell) => {
        if (cell === '' || cell === null) return null;
        const heading = index === 0 ? { fontWeight: 'bold' as const } : {};
        // A text is a text, whatever it begins with: no formula comes of it (P28).
        return typeof cell === 'number'
          ? { value: cell, type: Number, ...heading }
          : { value: sheetCell(cell), type: String, ...heading };
      }),
    ),
  })),
).toBuffer();
parentPort?.postMessage(written);
