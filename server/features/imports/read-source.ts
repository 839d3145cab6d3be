import type { Hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { xlsxType } from '../../../contract/import-states.ts';
import { AppError } from '../../platform/app-error.ts';
import { limits } from './limits.ts';
import type { FileRecord } from './read-csv.ts';
import { piecesOf, readAhead } from './read-ahead.ts';
import { readFile } from './read-file.ts';
import type { FileInHand } from './reading-room.ts';
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

/**
 * What a source holds, while it comes. Each piece of it that becomes records does so in a turn, which lasts until the
 * next is asked for.
 * @param digest is made of all that was read
 */
export function recordsOf(
  source: ImportSource,
  digest: Hash,
  inHand: FileInHand,
): AsyncGenerator<FileRecord[]> {
  digest.update(kindOf(source));
  if (source.kind === 'rows') {
    digest.update(JSON.stringify(source.rows));
    return tableOfRows(source.rows);
  }
  if (kindOf(source) === 'csv')
    return readFile(bounded(readAhead(source.content, inHand), { most: limits.bytes, digest }), 'csv');
  const bytes = bounded(piecesOf(source.content), { most: limits.xlsxBytes, digest });
  return readFile(whole(bytes, inHand), 'xlsx');
}

/** A workbook tells at its end where its sheets are: all of it, in a turn. */
async function* whole(pieces: AsyncIterable<Buffer>, inHand: FileInHand): AsyncGenerator<Buffer> {
  const kept: Buffer[] = [];
  for await (const piece of pieces) {
    inHand.keep(piece.length);
    kept.push(piece);
  }
  const end = await inHand.takeTurn();
  try {
    yield Buffer.concat(kept);
  } finally {
    end();
  }
}

/** Reads a source for its digest alone. */
export async function passOver(source: ImportSource, digest: Hash): Promise<void> {
  digest.update(kindOf(source));
  if (source.kind === 'rows') return void digest.update(JSON.stringify(source.rows));
  for await (const piece of bounded(piecesOf(source.content), { most: limits.bytes, digest })) void piece;
}

async function* bounded(
  pieces: AsyncIterable<Buffer>,
  { most, digest }: { readonly most: number; readonly digest: Hash },
): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > most) throw new AppError('too_large');
    digest.update(piece);
    yield piece;
  }
}
