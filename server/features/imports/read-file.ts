import { plainCell } from '../../platform/inert-cell.ts';
import { readCsv } from './read-csv.ts';
import type { FileRecord } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';

/** The records of a file, without the apostrophes that keep a cell from being a formula (P28). */
export async function* readFile(
  bytes: AsyncIterable<Buffer>,
  kind: 'csv' | 'xlsx',
): AsyncGenerator<FileRecord[]> {
  for await (const records of kind === 'xlsx' ? readXlsx(bytes) : readCsv(bytes)) {
    yield records.map(({ line, cells }) => ({ line, cells: cells.map(plainCell) }));
  }
}
