import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { AppError } from '../app-error.ts';
import { mostWorkbookRows } from '../../../contract/people-export.ts';

export interface Sheet {
  /** At most 31 characters, none of `\ / ? * [ ] :`. */
  readonly name: string;
  /** The first is its header. */
  readonly rows: readonly (readonly (string | number | null)[])[];
  /** Of its columns, in characters. */
  readonly widths?: readonly number[];
}

/** Rows of one sheet that are held in memory at once to be written; who has more writes CSV. */
export const mostSheetRows = mostWorkbookRows;

/** Said before anything of it is read. */
export const tooManyRows = () => new AppError('too_many_rows', { values: { maximum: mostSheetRows } });

/** A workbook (XLSX) of these sheets, made in a thread of its own. */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const worker = new Worker(new URL('./write-workbook-worker.ts', import.meta.url), {
    workerData: sheets,
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  });
  try {
    const [bytes] = (await once(worker, 'message')) as [Uint8Array];
    return bytes;
  } finally {
    await worker.terminate();
  }
}
