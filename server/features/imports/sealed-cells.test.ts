import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as plan from '../../../contract/import-plan.ts';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import * as contract from '../../../contract/imports.ts';
import { revealField } from '../../../contract/identity-reviews.ts';
import * as people from '../../../contract/people.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';
import { whereIs } from '../../../tests/support/where-is.ts';

// What the form calls sensitive is encrypted wherever it stands, the rows of an import included (issue 4, 9).

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

const start = async (text: string) =>
  (await founder.call(contract.startImport, { file: new Blob([text], { type: 'text/csv' }) })).id;
const until = (id: string, ...states: ImportDetail['state'][]) =>
  vi.waitUntil(
    async () => {
      const found = await founder.call(contract.getImport, { params: { id } });
      return states.includes(found.state) && found;
    },
    { timeout: 15_000, interval: 50 },
  );
const rowsOf = async (id: string) =>
  (await founder.call(plan.listImportRows, { params: { id }, query: { limit: 100 } })).items;
const valuesOf = async (id: string, target: string) =>
  (await rowsOf(id)).map(({ values }) => new Map(Object.entries(values)).get(target));
const reportOf = async (id: string) =>
  (await founder.call(contract.importReport, { params: { id }, query: { format: 'csv' } })).text();
const map = (id: string, targets: readonly (string | null)[]) =>
  founder.call(contract.mapImport, {
    params: { id },
    body: { columns: targets.map((target, index) => ({ index, target })), remember: false },
  });

describe('what is sensitive', () => {
  it('stands in no table from the upload to the undoing, and is shown, reported and registered as it came', async () => {
    const secrets = ['RSSMRA80A01F205X', 'XX11111', 'YY22222', 'ZZ33333', 'LONG-'];
    const long = `LONG-${'9'.repeat(60)}`;
    const id = await start(
      'email,First name,Last name,Codice fiscale,Document number\n' +
        `a1@people.example,Anna,Rossi,RSSMRA80A01F205X,XX11111\n` +
        `a2@people.example,Bea,Verdi,${long},"  "\n` +
        `a3@people.example,Carla,Neri,${long},XX11111,beyond the columns YY22222\n`,
    );
    const planned = await until(id, 'planned');
    expect(planned.counts).toMatchObject({ create: 1, blocked: 2 });
    expect(await whereIs(server, secrets)).toEqual([]);
    expect(await valuesOf(id, 'identity.tax_code')).toEqual(['RSSMRA80A01F205X', long, long]);
    expect(await reportOf(id)).toContain('RSSMRA80A01F205X,XX11111,');

    const params = { id, line: '2' };
    const values = { 'identity.document_number': 'YY22222', username: 'anna' };
    const changed = await founder.call(plan.changeImportRow, { params, body: { values } });
    expect(changed.row.values).toMatchObject(values);
    const problem = changed.import.problems.find(({ field }) => field === 'identity.tax_code')?.problem ?? '';
    const fix = { problem, field: 'identity.tax_code', fix: { value: 'ZZ33333' } };
    await founder.call(plan.fixImportRows, { params: { id }, body: fix });
    const leftOut = { params: { id, line: '4' }, body: { leftOut: true } };
    await founder.call(plan.changeImportRow, leftOut);
    expect(await whereIs(server, secrets)).toEqual([]);
    expect(await valuesOf(id, 'identity.tax_code')).toEqual(['RSSMRA80A01F205X', 'ZZ33333', 'ZZ33333']);

    const { planHash } = await until(id, 'planned');
    await founder.call(plan.applyImport, { params: { id }, body: { planHash: planHash ?? '' } });
    expect((await until(id, 'done')).counts).toMatchObject({ done: 2, left_out: 1 });
    expect(await whereIs(server, secrets)).toEqual([]);
    const accountId = (await rowsOf(id))[0]?.accountId ?? '';
    const shown = await founder.call(revealField, {
      params: { id: accountId },
      body: { version: 1, field: 'document_number' },
    });
    expect(shown.value).toBe('YY22222');
    expect(await reportOf(id)).toMatch(/RSSMRA80A01F205X,YY22222,[^\n]*\n[^\n]*ZZ33333,/);

    await founder.call(plan.undoImport, { params: { id }, body: {} });
    await until(id, 'undone');
    expect(await valuesOf(id, 'identity.document_number')).toEqual(['YY22222', '  ', 'XX11111']);
    expect(await whereIs(server, secrets)).toEqual([]);
  });

  it('is sealed when somebody says later what a column is about; until then it might be any of them', async () => {
    const secrets = ['KENN-4711', 'badge-0815', 'Manager of KENN'];
    const id = await start(
      'email,Kennzeichen,Badge,title\n' +
        'b1@people.example,KENN-4711,badge-0815,Manager of KENN\n' +
        'b2@people.example,,badge-0815,\n',
    );
    const { columns } = await until(id, 'mapping');
    expect(columns.map(({ samples }) => samples)).toEqual([
      ['b1@people.example', 'b2@people.example'],
      ['KENN-4711'],
      ['badge-0815', 'badge-0815'],
      ['Manager of KENN'],
    ]);
    expect(await whereIs(server, secrets.slice(0, 2))).toEqual([]);
    await map(id, ['email', 'identity.document_number', null, 'identity.title']);
    await until(id, 'planned');
    expect(await whereIs(server, secrets.slice(0, 2))).toEqual([]);
    expect(await whereIs(server, ['Manager of KENN'])).toEqual(['public.import_row: Manager of KENN']);
    expect(await valuesOf(id, 'identity.document_number')).toEqual(['KENN-4711', '']);
    expect(await reportOf(id)).toContain('b1@people.example,KENN-4711,,Manager of KENN,');
    // Once more, and a column that was open is sensitive after all.
    await map(id, ['email', 'identity.title', null, 'identity.tax_code']);
    await until(id, 'planned');
    expect(await valuesOf(id, 'identity.tax_code')).toEqual(['Manager of KENN', '']);
    expect(await whereIs(server, secrets)).toEqual(['public.import_row: KENN-4711']);
    expect((await rowsOf(id)).map(({ values }) => Object.keys(values))).toEqual([
      ['email', 'identity.title', 'identity.tax_code'],
      ['email', 'identity.title', 'identity.tax_code'],
    ]);
  });

  it('is open again when every column turns out to be about something plain', async () => {
    const id = await start('email,Kennzeichen\ne1@people.example,KENN-5\n');
    await until(id, 'mapping');
    await map(id, ['email', 'identity.title']);
    await until(id, 'planned');
    expect(await valuesOf(id, 'identity.title')).toEqual(['KENN-5']);
    expect(await whereIs(server, ['KENN-5'])).toEqual(['public.import_row: KENN-5']);
  });

  it('and is about nothing goes, though the import is given up before its rows are planned', async () => {
    const rows = Array.from(
      { length: 4500 },
      (_, index) => `f${index}@people.example,old${index}@gone.example`,
    );
    const id = await start(`email,Früher\n${rows.join('\n')}\n`);
    await until(id, 'mapping');
    await map(id, ['email', null]);
    await founder.call(plan.cancelImport, { params: { id } });
    await vi.waitUntil(async () => (await whereIs(server, ['gone.example'])).length === 0, {
      timeout: 15_000,
      interval: 200,
    });
    expect(await rowsOf(id)).toMatchObject({
      99: { outcome: null, values: { email: 'f99@people.example' } },
    });
  });

  it('hides nobody from their erasure, though nobody said yet where their address stands', async () => {
    const { account } = await founder.call(registerPerson, {
      body: { account: { email: 'c1@people.example' }, delivery: { channel: 'none' } },
    });
    const id = await start(
      'Ansprechpartner,Kennzeichen\nC1@people.example,KENN-1\nc2@people.example,KENN-2\n',
    );
    await until(id, 'mapping');
    await founder.call(people.closeAccount, { params: { id: account.id } });
    await founder.call(people.eraseAccount, { params: { id: account.id } });
    const { columns } = await founder.call(contract.getImport, { params: { id } });
    expect(columns.map(({ samples }) => samples)).toEqual([['c2@people.example'], ['KENN-2']]);
  });

  it('opens at its own place only, and costs the rows of other files nothing', async () => {
    const id = await start('email,tax code\nd1@people.example,CODE-1\nd2@people.example,CODE-2\n');
    await until(id, 'planned');
    await askDatabase(
      server,
      'update import_row r set sealed = o.sealed from import_row o where r.import_id = $1 and o.import_id = $1 and r.line = 2 and o.line = 3',
      [id],
    );
    await expect(rowsOf(id)).rejects.toThrow();
    const plain = await start('email,title\nd3@people.example,Boss\n');
    await until(plain, 'planned');
    expect(await askDatabase(server, 'select sealed from import_row where import_id = $1', [plain])).toEqual([
      { sealed: null },
    ]);
  });
});
