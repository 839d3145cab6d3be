import { expect, test } from 'vitest';
import { csvLine } from './csv-line.ts';

test('quotes what would break a row', () => {
  expect(csvLine(['a', 'b,c', 'say "yes"', 'two\r\nlines', null, 3])).toBe(
    'a,"b,c","say ""yes""","two\r\nlines",,3\r\n',
  );
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1'])('makes %j inert', (cell) => {
  expect(csvLine([cell]).replace(/^"/, '')).toMatch(/^'/);
});

test('leaves numbers as they are', () => {
  expect(csvLine([-3])).toBe('-3\r\n');
});
