import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCsv } from './read-csv.ts';

// Our reader beside a second library, which shares no line with the one that ours is made of.

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

type Table = readonly (readonly string[])[];

/** Undefined: refused. */
async function ours(text: string, size: number): Promise<Table | undefined> {
  const all: (readonly string[])[] = [];
  try {
    for await (const some of readCsv(inPieces(Buffer.from(text), size)))
      all.push(...some.map(({ cells }) => cells));
  } catch {
    return undefined;
  }
  return all;
}

/** Line breaks in cells as ours has them. */
function theirs(text: string, delimiter: string): Table | undefined {
  try {
    const records: string[][] = parse(text, { delimiter, bom: true, relax_column_count: true });
    return records.map((cells) => cells.map((cell) => cell.replaceAll(/\r\n?/g, '\n')));
  } catch {
    return undefined;
  }
}

const delimiters = fc.constantFrom(',', ';', '\t', '|');
const newlines = fc.constantFrom('\n', '\r\n', '\r');
const sizes = fc.integer({ min: 1, max: 300 });
/** Known headers say the delimiter, whatever follows. */
const header = ['email', 'first name', 'surname'];

interface Written {
  readonly text: string;
  readonly isQuoted: boolean;
}

const written = fc.record<Written>({
  text: fc.string({ unit: fc.constantFrom(...'ab ,;|\t"\néß=中😀'), maxLength: 10 }),
  isQuoted: fc.boolean(),
});

/** By RFC 4180: what needs quotes has them, and what doesn't may. */
function cellOf({ text, isQuoted }: Written, delimiter: string, newline: string): string {
  const needsQuotes = isQuoted || /["\n]/.test(text) || text.includes(delimiter);
  const broken = text.replaceAll('\n', newline);
  return needsQuotes ? `"${broken.replaceAll('"', '""')}"` : broken;
}

it('a file of any dialect is the same table, ragged rows and empty lines included', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(written, { minLength: 1, maxLength: 5 }), { maxLength: 8 }),
      fc.tuple(delimiters, newlines),
      fc.tuple(fc.boolean(), fc.boolean()),
      sizes,
      async (rows, [delimiter, newline], [hasMark, hasEnd], size) => {
        const lines = [
          header.join(delimiter),
          ...rows.map((cells) => cells.map((one) => cellOf(one, delimiter, newline)).join(delimiter)),
        ];
        const text = `${hasMark ? '\ufeff' : ''}${lines.join(newline)}${hasEnd ? newline : ''}`;
        const expected = theirs(text, delimiter);
        expect(expected).toBeDefined();
        expect(await ours(text, size)).toEqual(expected);
      },
    ),
    { numRuns: 400, seed: 20_261_127 },
  );
});

it('whatever the other takes without a doubt is read as it reads it', async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: fc.constantFrom(...'ab,"\n'), maxLength: 40 }),
      sizes,
      async (soup, size) => {
        const text = `${header.join(',')}\n${soup}`;
        const expected = theirs(text, ',');
        if (!expected) return;
        taken += 1;
        expect(await ours(text, size)).toEqual(expected);
      },
    ),
    { numRuns: 2000, seed: 20_261_127 },
  );
  expect(taken).toBeGreaterThan(200);
});
