import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeIdentityForm, type FormField, getIdentityForm } from '../../../contract/identity-form.ts';
import { listImportRows } from '../../../contract/import-plan.ts';
import { getImport, startImport } from '../../../contract/imports.ts';
import { xlsxType } from '../../../contract/import-states.ts';
import { exportAccounts } from '../../../contract/people-export.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { send } from '../../../tests/support/send.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

// P28 with what spreadsheets and files trip over: no cell of an export is a formula, and all of it comes back as it was.

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
  const { version, sections } = await founder.call(getIdentityForm);
  const [first, ...others] = sections;
  const like = first?.fields[0];
  if (!first || !like) throw new Error('a form has fields');
  const about: FormField = {
    ...{ key: 'about', type: 'long_text', label: { en: 'About' }, required: false, verified: false },
    ...{ sensitive: false, sees: 'everybody', edits: 'everybody', retentionMonths: null },
  };
  const changed = [{ ...first, fields: [...first.fields, about] }, ...others];
  await founder.call(changeIdentityForm, { body: { version, sections: changed } });
});
afterAll(() => server.stop());

const lines = [
  ...['=', '+', '-', '@', "'", "''", '=1+1', "'=1+1", '@SUM(A1)', '+390401', "=cmd|' /C calc'!A0", '-2+3'],
  ...['007', '0039', '1e5', '1/2', 'TRUE', '#N/A', '10000001', '2026-11-27', '1,5', '٣'],
  ...['"', '""', '"a",b;c', 'a;b', 'a,b', 'a|b', "it's", '\\n', '=HYPERLINK("x";"y")'],
  ...[
    '\u200fشركة',
    '\u200e=1+1',
    '=\u200f1',
    'می\u200cخواهم',
    'x\u00a0y',
    'ﬁ',
    '👩‍🚀',
    'null',
    '__proto__',
    '_x0041_',
  ],
];
const texts = ['a\nb', '-1\n=2\n+3', '"\n"', 'x\n\n@y', '=a\n,b;c', "'\n'", 'a\n007', '\u200fأ\nب'];
const addresses = ['+tag', '-dash', '=equals', "'=quoted", '007', 'a+b', '_under'];
// Of these something is cleaned away when they are kept; what is kept comes back.
const cleaned = ['\ufeff=1', '\ufeff007', '\t=1', '\r\n@a', ' =1 ', '\n-1'];
// These are kept nowhere, so that no file has to carry them.
const refused = ['a\tb', 'a\rb', '\u202e=1', 'a\ufeffb', 'a\u0000b', '\u2066x'];

let people = 0;
const register = (fields: Readonly<Record<string, string>>, local = `p${people}`) => {
  people += 1;
  const identity = { fields: { given_name: 'Anna', family_name: 'Example', ...fields } };
  const body = { account: { email: `${local}@people.example` }, identity, delivery: { channel: 'none' } };
  return send(founder, registerPerson, { body });
};

async function importAgain(file: Blob) {
  const { id } = await founder.call(startImport, { file });
  const state = async () => (await founder.call(getImport, { params: { id } })).state;
  await expect.poll(state, { timeout: 30_000 }).toBe('planned');
  const { items } = await founder.call(listImportRows, { params: { id }, query: { limit: 200 } });
  return items
    .filter(({ outcome }) => outcome !== 'unchanged')
    .map(({ outcome, values, problems }) => ({ outcome, values, problems }));
}

it('all of it is exported inert, and imported again nothing is another, as CSV and as a workbook', async () => {
  for (const text of lines) expect((await register({ title: text })).status, text).toBe(201);
  for (const text of texts) expect((await register({ about: text })).status, text).toBe(201);
  for (const local of addresses) expect((await register({}, local)).status, local).toBe(201);
  for (const text of cleaned) expect((await register({ title: text, about: text })).status, text).toBe(201);
  for (const text of refused) expect((await register({ title: text })).status, text).toBe(422);

  // More than a few that come at once are in the lists a moment later.
  await expect.poll(() => askDatabase(server, 'select from person_changed')).toEqual([]);
  const text = await (await founder.call(exportAccounts, { query: { format: 'csv' } })).text();
  for (const cells of text
    .replace(/^\ufeff/, '')
    .split('\r\n')
    .map((line) => line.split(','))) {
    for (const cell of cells) expect(cell).not.toMatch(/^"?[=+\-@\t\r\n]/);
  }
  expect(text.split('@people.example').length - 1).toBe(
    lines.length + texts.length + addresses.length + cleaned.length,
  );
  expect(await importAgain(new Blob([text], { type: 'text/csv' }))).toEqual([]);
  const book = await founder.call(exportAccounts, { query: { format: 'xlsx' } });
  expect(await importAgain(new Blob([await book.arrayBuffer()], { type: xlsxType }))).toEqual([]);
}, 120_000);
