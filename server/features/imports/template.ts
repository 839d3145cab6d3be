import { csvLine } from '../../platform/csv-line.ts';
import type { ColumnAnswer } from './describe-columns.ts';

const byteOrderMark = '\ufeff';

/** An empty table with every column: its headers are the names by which they are known for sure. */
export async function* templateAsCsv(columns: readonly ColumnAnswer[]): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(columns.map(({ target }) => target));
}
