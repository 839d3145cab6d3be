import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import { unpackedSize } from './unpacked-size.ts';

/** Why a workbook is not read. */
export class NoWorkbook extends Error {
  override readonly name = 'NoWorkbook';
  readonly reason: 'broken' | 'too_many_rows';

  constructor(reason: 'broken' | 'too_many_rows') {
    super(reason);
    this.reason = reason;
  }
}

// What a small file may unpack to, and what reading it may take.
const longestUnpacked = 512 * 1024 * 1024;
const memory = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 32 };
const longestMs = 120_000;

/**
 * The first sheet of a workbook (XLSX) as text, some rows at a time: days as `YYYY-MM-DD`, other cells as a spreadsheet
 * would write them without its formats. Bounded in size, memory and time, whatever the file claims.
 * @throws {NoWorkbook}
 */
export async function* readSheet(
  bytes: Buffer,
  { rows }: { readonly rows: number },
): AsyncGenerator<string[][]> {
  const size = unpackedSize(bytes);
  if (size === undefined || size > longestUnpacked) throw new NoWorkbook('broken');
  const worker = new Worker(new URL('./read-sheet-worker.ts', import.meta.url), {
    workerData: { bytes, rows },
    resourceLimits: memory,
    stderr: true,
  });
  const limit = AbortSignal.timeout(longestMs);
  try {
    for await (const [message] of on(worker, 'message', { signal: limit, close: ['exit'] }) as AsyncIterable<
      [string[][] | 'too_many_rows' | 'end']
    >) {
      if (message === 'too_many_rows') throw new NoWorkbook('too_many_rows');
      if (message === 'end') return;
      yield message;
    }
    throw new NoWorkbook('broken');
  } catch (error) {
    // Whatever its reader says of it: out of memory, out of time, no zip, no sheet.
    throw error instanceof NoWorkbook ? error : new NoWorkbook('broken');
  } finally {
    await worker.terminate();
  }
}
