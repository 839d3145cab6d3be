import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FieldValue } from '../../../contract/identities.ts';
import type { FormField } from '../../../contract/identity-form.ts';
import { listImportRows } from '../../../contract/import-plan.ts';
import { getImport, importReport, startImport } from '../../../contract/imports.ts';
import { xlsxType } from '../../../contract/import-states.ts';
import { exportAccounts } from '../../../contract/people-export.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { csvLine } from '../../platform/csv-line.ts';
import { writeWorkbook } from '../../platform/workbook/write-workbook.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';
import { fieldValue } from './cell-values.ts';
import { readFile } from './read-file.ts';
import type { FileRecord } from './read-csv.ts';

// P28: export → import gives the same data, and no cell of an export is a formula.

const headers = ['email', 'username', 'identity.given_name', 'identity.about', 'foyer_name'];

/** XML has no place for these two; a workbook leaves them out. */
const writable = (text: string) => text.replaceAll(/[\uFFFE\uFFFF]/g, '');

const beginning = fc.string({
  unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\n', '"', ',', ';'),
  maxLength: 4,
});
const cell = fc
  .tuple(beginning, fc.string({ unit: 'grapheme' }).map(writable))
  .map((parts) => parts.join(''));
const table = fc.array(
  fc.tuple(fc.constant('a@people.example'), cell, cell, cell, cell).map((cells): string[] => cells),
  { minLength: 1, maxLength: 8 },
);

async function cellsOf(records: AsyncGenerator<FileRecord[]>): Promise<(readonly string[])[]> {
  const all: (readonly string[])[] = [];
  for await (const some of records) all.push(...some.map(({ cells }) => cells));
  return all;
}
async function* bytesOf(content: string | Uint8Array) {
  yield Buffer.from(content);
}

it('what is written as CSV is read as it was', async () => {
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const text = `\ufeff${[headers, ...rows].map((cells) => csvLine(cells)).join('')}`;
      expect(await cellsOf(readFile(bytesOf(text), 'csv'))).toEqual([headers, ...rows]);
    }),
    { numRuns: 300 },
  );
});

it('what is written as a workbook is read as it was', async () => {
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const bytes = await writeWorkbook([{ name: 'Foyer', rows: [headers, ...rows] }]);
      const read = await cellsOf(readFile(bytesOf(bytes), 'xlsx'));
      const padded = read.map((cells) => headers.map((_, index) => cells[index] ?? ''));
      expect(padded).toEqual([headers, ...rows]);
    }),
    // Each run starts two threads: few runs, and none to look for a smaller example.
    { numRuns: 8, endOnFailure: true },
  );
}, 60_000);

it('numbers of any size are read as they were', () => {
  const height: FormField = {
    ...{ key: 'height', type: 'number', label: { en: 'Height' }, required: false, verified: false },
    ...{ sensitive: false, sees: 'everybody', edits: 'everybody', retentionMonths: null },
  };
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      const read: FieldValue = fieldValue(height, String(number));
      expect(read).toBe(number === 0 ? 0 : number);
    }),
  );
});

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

const titles = [
  '=1+1',
  "'=1+1",
  "''@SUM(A1)",
  '-',
  "'tis",
  '+39 and more',
  '"quoted", and; so on',
  'a _x000D_ b',
  'toString',
  '__proto__',
];

async function importAgain(file: Blob): Promise<string> {
  const { id } = await founder.call(startImport, { file });
  await expect
    .poll(async () => (await founder.call(getImport, { params: { id } })).state, { timeout: 20_000 })
    .toBe('planned');
  return id;
}
const outcomesOf = async (id: string) => {
  const { items } = await founder.call(listImportRows, { params: { id }, query: { limit: 100 } });
  return items.map(({ outcome }) => outcome);
};

it('people who are exported and imported again are unchanged, as CSV, as a workbook, and from the report', async () => {
  for (const [index, title] of titles.entries()) {
    const fields = { given_name: 'Anna', family_name: 'Example', title, phone: '+390401234567' };
    const address = { street: "'-dangerous 1", city: '@home', country: 'IT' };
    await founder.call(registerPerson, {
      body: {
        account: { email: `p${index}@people.example` },
        identity: { fields: { ...fields, address } },
        delivery: { channel: 'none' },
      },
    });
  }
  const all = ['unchanged', ...titles.map(() => 'unchanged')];
  const csv = await founder.call(exportAccounts, { query: { format: 'csv' } });
  const text = await csv.text();
  expect(text).not.toMatch(/(?:^|[,\n])"?[=+\-@\t]/);
  const id = await importAgain(new Blob([text], { type: 'text/csv' }));
  expect(await outcomesOf(id)).toEqual(all);
  const book = await founder.call(exportAccounts, { query: { format: 'xlsx' } });
  const again = await importAgain(new Blob([await book.arrayBuffer()], { type: xlsxType }));
  expect(await outcomesOf(again)).toEqual(all);
  const report = await founder.call(importReport, { params: { id }, query: { format: 'csv' } });
  const third = await importAgain(new Blob([await report.text()], { type: 'text/csv' }));
  expect(await outcomesOf(third)).toEqual(all);
}, 60_000);
