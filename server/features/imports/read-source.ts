import type { Hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { xlsxType } from '../../../contract/import-states.ts';
import { AppError } from '../../platform/app-error.ts';
import { limits } from './limits.ts';
import type { FileRecord } from './read-csv.ts';
import { readFile } from './read-file.ts';
import { tableOfRows } from './table-of-rows.ts';

export type ImportSource =
  | {
      readonly kind: 'file';
      readonly type: string;
      readonly filename: string | undefined;
      readonly content: Readable;
    }
  | {
      readonly kind: 'rows';
      readonly rows: readonly Readonly<Record<string, string>>[];
      readonly filename: string | undefined;
    };

export function kindOf(source: ImportSource): 'csv' | 'xlsx' | 'rows' {
  if (source.kind === 'rows') return 'rows';
  return source.type === xlsxType ? 'xlsx' : 'csv';
}

/** What a source holds, while it comes. @param digest is made of all that was read */
export function recordsOf(source: ImportSource, digest: Hash): AsyncGenerator<FileRecord[]> {
  digest.update(kindOf(source));
  if (source.kind === 'rows') {
    digest.update(JSON.stringify(source.rows));
    return tableOfRows(source.rows);
  }
  const isXlsx = kindOf(source) === 'xlsx';
  const bytes = bounded(source.content, { most: isXlsx ? limits.xlsxBytes : limits.bytes, digest });
  return readFile(bytes, isXlsx ? 'xlsx' : 'csv');
}

/** Reads a source for its digest alone. */
export async function passOver(source: ImportSource, digest: Hash): Promise<void> {
  if (source.kind === 'rows') return void recordsOf(source, digest);
  digest.update(kindOf(source));
  for await (const piece of bounded(source.content, { most: limits.bytes, digest })) void piece;
}

/** Without ending the connection when we stop reading: the refusal still has to reach its caller. */
async function* bounded(
  content: Readable,
  { most, digest }: { readonly most: number; readonly digest: Hash },
): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const piece of content.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > most) throw new AppError('too_large');
    digest.update(piece);
    yield piece;
  }
}
