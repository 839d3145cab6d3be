import Papa from 'papaparse';
import { refuseField } from '../../platform/app-error.ts';
import { createDecoder, NoText } from './decode-bytes.ts';
import { limits } from './limits.ts';
import { sniffDelimiter } from './sniff-delimiter.ts';

/** One record of a file: where it begins, counted from 1, and its cells. Line breaks in cells are `\n`. */
export interface FileRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads any dialect as it comes: memory holds one piece of the file and one record (P27). What was decoded is parsed at
 * once; a record that is not over yet is kept, and never longer than a record may be.
 * @throws {AppError} not_acceptable with the line, for what is no table
 */
export async function* readCsv(bytes: AsyncIterable<Buffer>): AsyncGenerator<FileRecord[]> {
  const reader = createReader();
  for await (const text of decoded(bytes, reader)) {
    const records = reader.take(text);
    if (records.length > 0) yield records;
  }
  const records = reader.end();
  if (records.length > 0) yield records;
}

async function* decoded(bytes: AsyncIterable<Buffer>, at: { readonly line: number }): AsyncGenerator<string> {
  const decoder = createDecoder();
  try {
    for await (const piece of bytes) for (const part of parts(piece)) yield decoder.push(part);
    yield decoder.end();
  } catch (error) {
    if (error instanceof NoText) throw refuseField('file', 'import.not_text', { line: at.line });
    throw error;
  }
}

/** However large a piece comes, it is worked on in small ones. */
function* parts(piece: Buffer): Generator<Buffer> {
  for (let from = 0; from < piece.length; from += pieceSize) yield piece.subarray(from, from + pieceSize);
}

const pieceSize = 256 * 1024;
// As much is looked at before the delimiter is decided.
const sampleSize = 64 * 1024;

function createReader() {
  let line = 1;
  let waiting = '';
  let parser: Papa.Parser | undefined;

  const parse = (text: string, isLast: boolean): FileRecord[] => {
    parser ??= parserFor(text);
    const { data, errors, meta } = parser.parse(text, 0, !isLast) as Papa.ParseResult<string[]>;
    const records = data.map((cells): FileRecord => {
      const record = { line, cells };
      line += 1 + lineBreaksIn(cells);
      return record;
    });
    const broken = errors.find(({ type }) => type === 'Quotes');
    if (broken)
      throw refuseField('file', codeOf(broken.code), { line: records[broken.row ?? 0]?.line ?? line });
    waiting = isLast ? '' : text.slice(meta.cursor);
    if (waiting.length > limits.recordLength)
      throw refuseField('file', 'import.record_too_long', { line, maximum: limits.recordLength });
    return records;
  };

  return {
    get line() {
      return line;
    },
    take(text: string): FileRecord[] {
      const all = waiting + text;
      // Half of a line break is not one.
      const held = all.endsWith('\r') ? '\r' : '';
      const ready = withOneKindOfBreak(held ? all.slice(0, -1) : all);
      if (!parser && ready.length < sampleSize) {
        waiting = all;
        return [];
      }
      const records = parse(ready, false);
      waiting += held;
      return records;
    },
    end(): FileRecord[] {
      const rest = withOneKindOfBreak(waiting);
      return rest === '' ? [] : parse(rest.endsWith('\n') ? rest.slice(0, -1) : rest, true);
    },
  };
}

function parserFor(text: string): Papa.Parser {
  const [first = ''] = text.split('\n', 1);
  // What Excel writes to tell its own delimiter.
  const told = /^sep=([,;\t|])$/i.exec(first)?.[1];
  return new Papa.Parser({ delimiter: told ?? sniffDelimiter(text.slice(0, sampleSize)), newline: '\n' });
}

function codeOf(code: string): string {
  return code === 'MissingQuotes' ? 'import.quote_not_closed' : 'import.quote_in_cell';
}

function withOneKindOfBreak(text: string): string {
  return text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
}

function lineBreaksIn(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) breaks += 1;
  }
  return breaks;
}
