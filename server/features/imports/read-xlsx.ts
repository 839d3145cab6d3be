import { refuseField } from '../../platform/app-error.ts';
import { NoWorkbook, readSheet } from '../../platform/workbook/read-sheet.ts';
import { limits } from './limits.ts';
import type { FileRecord } from './read-csv.ts';

/**
 * Reads the first sheet of a workbook; its lines are the rows of the sheet.
 * @param files the workbook, in one piece
 * @throws {AppError} not_acceptable for what is no workbook, or has more rows than one may have (ruling 24)
 */
export async function* readXlsx(files: AsyncIterable<Buffer>): AsyncGenerator<FileRecord[]> {
  for await (const file of files) yield* readWorkbook(file);
}

async function* readWorkbook(file: Buffer): AsyncGenerator<FileRecord[]> {
  let line = 1;
  try {
    for await (const rows of readSheet(file, { rows: limits.xlsxRows })) {
      yield rows.map((cells): FileRecord => ({ line: line++, cells }));
    }
  } catch (error) {
    if (!(error instanceof NoWorkbook)) throw error;
    throw error.reason === 'too_many_rows'
      ? refuseField('file', 'import.too_many_sheet_rows', { maximum: limits.xlsxRows })
      : refuseField('file', 'import.not_a_workbook');
  }
}
