import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { inertCell, plainCell, sheetCell } from './inert-cell.ts';

/** Any text, and more often than chance would have it one that begins dangerously, or with apostrophes. */
const anyText = fc
  .tuple(
    fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', 'a'), maxLength: 4 }),
    fc.string(),
  )
  .map((parts) => parts.join(''));

it('begins with nothing that a spreadsheet calculates, and is read back as it was', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(inertCell(text)).not.toMatch(/^[=+\-@\t\r\n]/);
      expect(plainCell(inertCell(text))).toBe(text);
      // A workbook's reader makes signs of their codes.
      const read = sheetCell(text).replaceAll(/_x([0-9A-F]{4})_/gi, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      );
      expect(plainCell(read)).toBe(text);
    }),
    { numRuns: 5000 },
  );
});

test.each([
  ['=1+1', "'=1+1"],
  ["'=1+1", "''=1+1"],
  ["'tis", "'tis"],
  ["''", "''"],
])('%j is written %j', (text, cell) => {
  expect(inertCell(text)).toBe(cell);
});
