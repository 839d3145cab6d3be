import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../platform/app-error.ts';
import { readCsv } from './read-csv.ts';
import type { FileRecord } from './read-csv.ts';

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function read(bytes: Buffer, size = 64 * 1024): Promise<FileRecord[]> {
  const all: FileRecord[] = [];
  for await (const some of readCsv(inPieces(bytes, size))) all.push(...some);
  return all;
}
const cellsOf = async (bytes: Buffer, size?: number) => (await read(bytes, size)).map(({ cells }) => cells);

// A cell as people have them; a carriage return alone is a line break like another.
const cell = fc
  .string({ unit: fc.constantFrom(...'abc ,;|\t"\'éß€\n=@ø', '中', '😀'), maxLength: 12 })
  .filter((text) => text.trim() !== '');
const narrow = fc
  .string({ unit: fc.constantFrom(...'abc ,;|\t"\néßøÀ'), maxLength: 12 })
  .filter((text) => text.trim() !== '');
const tableOf = (one: fc.Arbitrary<string>) =>
  fc
    .integer({ min: 2, max: 5 })
    .chain((width) =>
      fc.array(fc.array(one, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
    );

const encoders: Readonly<Record<string, (text: string) => Buffer>> = {
  'utf-8': (text) => Buffer.from(text),
  'utf-8 with its mark': (text) => Buffer.from(`\ufeff${text}`),
  'utf-16le': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'utf-16be': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
};

const header = ['email', 'first name', 'surname', 'phone', 'title'];
const written = (table: readonly (readonly string[])[], delimiter: string, newline: string) =>
  Papa.unparse([header.slice(0, table[0]?.length), ...table.map((row) => [...row])], {
    delimiter,
    newline,
    quotes: true,
  });

describe('a table', () => {
  it('reads back the same, in any dialect and however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        tableOf(cell),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.tuple(fc.constantFrom('\n', '\r\n', '\r'), fc.constantFrom(...Object.keys(encoders))),
        fc.integer({ min: 1, max: 300 }),
        async (table, delimiter, [newline, encoding], size) => {
          const bytes = encoders[encoding]?.(written(table, delimiter, newline)) ?? Buffer.alloc(0);
          expect((await cellsOf(bytes, size)).slice(1)).toEqual(table);
        },
      ),
      { numRuns: 150, seed: 20_261_127 },
    );
  });

  it('reads back the same from Windows-1252', async () => {
    await fc.assert(
      fc.asyncProperty(tableOf(narrow), fc.constantFrom(',', ';'), async (table, delimiter) => {
        const bytes = Buffer.from(written(table, delimiter, '\r\n'), 'latin1');
        expect((await cellsOf(bytes, 100)).slice(1)).toEqual(table);
      }),
      { numRuns: 60, seed: 20_261_127 },
    );
  });

  it('has the line of each record, whatever its cells break over', async () => {
    const records = await read(Buffer.from('email,name\r\n"a\r\nb",c\r\n\r\nd,e\r\n'));
    expect(records.map(({ line }) => line)).toEqual([1, 2, 4, 5]);
  });
});

describe('any bytes', () => {
  it('give records or a refusal with a reason, never a crash', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 4000 }),
        fc.integer({ min: 1, max: 200 }),
        async (bytes, size) => {
          const outcome: unknown = await read(Buffer.from(bytes), size).catch((error: unknown) => error);
          expect(Array.isArray(outcome) || outcome instanceof AppError).toBe(true);
        },
      ),
      { numRuns: 150, seed: 20_261_127 },
    );
  });

  it.each([
    ['a quote that never closes', `email,name\n"${'a,'.repeat(3_000_000)}`, 'import.record_too_long'],
    ['a giant line', `email\n${'a'.repeat(3_000_000)}`, 'import.record_too_long'],
    ['a short quote that never closes', 'email,name\nanna@x.example,"Anna\n', 'import.quote_not_closed'],
    ['a quote inside a cell', 'email,name\nanna@x.example,"An"na"\n', 'import.quote_in_cell'],
    ['a zero', 'email,name\nanna@x.example,\0\n', 'import.not_text'],
  ])('%s is refused in bounded time', async (_, text, code) => {
    const begin = performance.now();
    const refusal = await read(Buffer.from(text)).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ data: { fields: { file: [{ code }] } } });
    expect(performance.now() - begin).toBeLessThan(5000);
  });
});
