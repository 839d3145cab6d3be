import { expect, it } from 'vitest';
import { parsePasted, readCells } from './parse-pasted.ts';

it('reads two columns of a spreadsheet as people', () => {
  expect(parsePasted('anna@x.org\tanna\r\nbob@x.org\t\r\n')).toEqual({
    kind: 'people',
    rows: [
      { email: 'anna@x.org', username: 'anna' },
      { email: 'bob@x.org', username: '' },
    ],
  });
});

it('reads the list of a mail client, whose names may hold commas', () => {
  const pasted = parsePasted('"Rossi, Anna" <anna@x.org>; Bob <bob@x.org>, Cy <cy@x.org>;\ndora@x.org');
  expect(pasted?.rows.map((row) => ('email' in row ? row.email : ''))).toEqual([
    'anna@x.org',
    'bob@x.org',
    'cy@x.org',
    'dora@x.org',
  ]);
});

it('keeps a table with headers or more columns as it is', () => {
  expect(parsePasted('Email\tFirst name\tLast name\nanna@x.org\tAnna\tRossi')).toEqual({
    kind: 'table',
    rows: [
      ['Email', 'First name', 'Last name'],
      ['anna@x.org', 'Anna', 'Rossi'],
    ],
  });
});

it('takes a bare address beside one with a name, and nothing out of the name', () => {
  const pasted = parsePasted(
    'Luca <luca@x.org>, nils@x.org; "Rossi, a@x.org" <anna@x.org>, b@x.org <c@x.org>',
  );
  expect(pasted?.rows).toMatchObject(
    ['luca', 'nils', 'anna', 'c'].map((name) => ({ email: `${name}@x.org`, username: '' })),
  );
});

it('keeps a long list as a table, with the headers that it needs', () => {
  const long = Array.from({ length: 201 }, (_, index) => `person${index}@x.org`).join('\n');
  const pasted = parsePasted(long);
  expect(pasted?.kind).toBe('table');
  expect(pasted?.rows.slice(0, 2)).toEqual([
    ['email', 'username'],
    ['person0@x.org', ''],
  ]);
});

it('leaves a word or one address to the field it is pasted into', () => {
  expect(parsePasted('anna@x.org')).toBeUndefined();
  expect(parsePasted('anna')).toBeUndefined();
});

it('reads quoted cells with tabs, lines and quotation marks, and passes empty lines over', () => {
  expect(readCells('"a\tb"\t"c ""d""\ne"\n\t\nf\tg')).toEqual([
    ['a\tb', 'c "d"\ne'],
    ['f', 'g'],
  ]);
});
