import { longestFile } from '../../../contract/import-schemas.ts';

/** What a file may hold; told before the upload, asked while it is read. */
export const limits = {
  rows: 1_000_000,
  bytes: longestFile,
  xlsxRows: 50_000,
  xlsxBytes: 20 * 1024 * 1024,
  columns: 300,
  /** Characters of one record, all its cells together. */
  recordLength: 256 * 1024,
  /** Characters of one cell: what is longer fits no field. */
  cellLength: 10_000,
} as const;

export const undoDays = 14;

/** Bytes that work on rows may leave behind: some ten thousand rows, collected in about 50 ms. */
export const mostGarbage = 20 * 1_048_576;
