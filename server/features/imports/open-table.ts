import { parseEmailAddress } from '../../../contract/email-address.ts';
import { refuseField } from '../../platform/app-error.ts';
import { looksKnown } from './known-headers.ts';
import { limits } from './limits.ts';
import { recogniseColumns } from './recognise-columns.ts';
import type { Column, Recognition } from './recognise-columns.ts';
import type { FileRecord } from './read-csv.ts';

/** A table whose header is known: what its columns are, and its rows as they come. */
export interface OpenTable {
  readonly columns: readonly Column[];
  readonly hasHeader: boolean;
  /** Without passwords. */
  rows(): AsyncGenerator<FileRecord[]>;
  /** Rows passed over so far: empty, or examples of a template. */
  readonly skipped: number;
}

/**
 * Finds the header of a table (a file may begin with a version or a hint for Excel) and what its columns are about.
 * @throws {AppError} not_acceptable for a table without rows, or too wide or too long
 */
export async function openTable(
  records: AsyncGenerator<FileRecord[]>,
  recognition: Recognition,
): Promise<OpenTable> {
  const first = await firstRecords(records);
  const start = first.findIndex(({ cells }) => !isEmpty(cells) && !isPreamble(cells));
  const head = first[start];
  if (!head) throw refuseField('file', 'import.empty');
  const hasHeader = !isPerson(head.cells);
  const rest = first.slice(hasHeader ? start + 1 : start);
  const width = Math.max(...[head, ...rest].map(({ cells }) => cells.length));
  if (width > limits.columns)
    throw refuseField('file', 'import.too_many_columns', { line: head.line, maximum: limits.columns });
  const headers = hasHeader
    ? withoutEmptyEnd(head.cells)
    : Array.from({ length: width }, (_, index) => letterOf(index));
  const samples = rest.filter(({ cells }) => !isEmpty(cells)).map(({ cells }) => cells);
  const isTemplate = first.slice(0, start).length > 0 || headers.some((header) => /\[[^\]]+\]/.test(header));
  const columns = recogniseColumns(hasHeader ? headers : guessHeaders(head.cells), samples, recognition).map(
    (column, index) => ({ ...column, header: headers[index] ?? column.header }),
  );
  const secret = columns.flatMap(({ status }, index) => (status === 'password' ? [index] : []));
  let skipped = 0;
  let count = 0;
  const cleaned = (batch: readonly FileRecord[]): FileRecord[] =>
    batch.flatMap(({ line, cells }) => {
      if (isEmpty(cells)) return skip();
      if (count === 0 && skipped < 3 && isExample(cells, isTemplate)) return skip();
      count += 1;
      if (count > limits.rows) throw refuseField('file', 'import.too_many_rows', { maximum: limits.rows });
      if (cells.length > limits.columns)
        throw refuseField('file', 'import.too_many_columns', { line, maximum: limits.columns });
      return [{ line, cells: cells.map((cell, index) => (secret.includes(index) ? '' : cell)) }];
    });
  const skip = (): FileRecord[] => {
    skipped += 1;
    return [];
  };
  return {
    columns,
    hasHeader,
    get skipped() {
      return skipped;
    },
    async *rows() {
      yield cleaned(rest);
      for await (const batch of records) yield cleaned(batch);
      if (count === 0) throw refuseField('file', 'import.empty');
    },
  };
}

/** Enough to tell what columns hold. */
const enough = 30;

async function firstRecords(records: AsyncGenerator<FileRecord[]>): Promise<FileRecord[]> {
  const first: FileRecord[] = [];
  while (first.length < enough) {
    const next = await records.next();
    if (next.done) break;
    first.push(...next.value);
  }
  return first;
}

const isEmpty = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** `version:v1.0` of Entra, `sep=;` of Excel; either may be padded with delimiters. */
function isPreamble(cells: readonly string[]): boolean {
  const told = cells.filter((cell) => cell.trim() !== '');
  return told.length <= 1 && /^(?:version:|sep=)/i.test(told[0]?.trim() ?? '');
}

/** A first row that holds an address, and no header that is known, is somebody already. */
function isPerson(cells: readonly string[]): boolean {
  return cells.some((cell) => parseEmailAddress(cell).ok) && !cells.some(looksKnown);
}

function guessHeaders(cells: readonly string[]): string[] {
  const address = cells.findIndex((cell) => parseEmailAddress(cell).ok);
  return cells.map((_, index) => (index === address ? 'email' : letterOf(index)));
}

function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter;
}

function withoutEmptyEnd(cells: readonly string[]): string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  return cells.slice(0, last + 1).map((cell) => cell.replaceAll(/\s+/g, ' ').trim().slice(0, 200));
}

/** The rows that a template has under its header to show how it is filled in. */
function isExample(cells: readonly string[], isTemplate: boolean): boolean {
  return cells.some((cell) => {
    const text = cell.trim().toLowerCase();
    return (
      text.startsWith('example:') ||
      /@(?:[\w-]+\.)*contoso\./.test(text) ||
      (isTemplate && text.endsWith('@example.com'))
    );
  });
}
