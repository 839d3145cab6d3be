import { AppError } from '../../platform/app-error.ts';
import type { FileRecord } from './read-csv.ts';

/** Reads the first sheet of a workbook. */
// eslint-disable-next-line require-yield -- until the worker is there
export async function* readXlsx(_bytes: AsyncIterable<Buffer>): AsyncGenerator<FileRecord[]> {
  throw new AppError('unsupported_media_type');
}
