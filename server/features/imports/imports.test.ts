import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as plan from '../../../contract/import-plan.ts';
import * as contract from '../../../contract/imports.ts';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { listInvitations } from '../../../contract/invitations.ts';
import { xlsxType } from '../../../contract/import-states.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { readSheet } from '../../platform/workbook/read-sheet.ts';
import { writeWorkbook } from '../../platform/workbook/write-workbook.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

const csv = (text: string) => new Blob([text], { type: 'text/csv' });
const start = (text: string, filename = 'people.csv') =>
  founder.call(contract.startImport, { file: csv(text), query: { filename } });
const get = (id: string) => founder.call(contract.getImport, { params: { id } });
const until = (id: string, state: ImportDetail['state']) =>
  vi.waitUntil(
    async () => {
      const found = await get(id);
      return found.state === state && found;
    },
    { timeout: 10_000, interval: 30 },
  );
const rowsOf = (id: string, query = {}) => founder.call(plan.listImportRows, { params: { id }, query });

describe('a list of people', () => {
  it('is listed by groups, from any place, and what was not done first', async () => {
    const { id } = await start('Email\none@lists.example\nno-address\ntwo@lists.example\nthree@gmial.com\n');
    await until(id, 'planned');
    const lines = async (query: object) => (await rowsOf(id, query)).items.map(({ line }) => line);
    expect(await lines({ outcome: 'ready' })).toEqual([2, 4]);
    expect(await lines({ outcome: 'not_done' })).toEqual([3, 5]);
    expect(await lines({ offset: 2, limit: 1 })).toEqual([4]);
    const troubled = await rowsOf(id, { sort: 'trouble', limit: 3 });
    expect(troubled.items.map(({ line }) => line)).toEqual([3, 5, 2]);
    expect(troubled.nextCursor).toBeNull();
  });

  it('names a username that is free, where one is none or is taken', async () => {
    const rows = ['anna.rossi@n.example,x', 'bob@n.example,bob', 'carl@n.example,bob', 'no-address,?'];
    const { id } = await start(`Email,Username\n${rows.join('\n')}\n`);
    await until(id, 'planned');
    const { items } = await rowsOf(id);
    const suggested = items.map(({ problems }) => problems.map(({ suggestion }) => suggestion));
    expect(suggested).toEqual([['anna.rossi'], [], ['bob2'], [null, null]]);
  });

  it('is planned, corrected, applied and reported, and the same again is a no-op', async () => {
    const text =
      'Email;Username;First name;Surname\nanna@people.example;;Anna;Rossi\nbob@gmial.com;bob;Bob;Smith\nno-address;;X;Y\nanna@people.example;;Anna;Rossi\n';
    const { id } = await start(text);
    const planned = await until(id, 'planned');
    expect(planned.counts).toMatchObject({ total: 4, create: 1, blocked: 3, warnings: 1 });
    const { items } = await rowsOf(id);
    expect(
      items.map(({ line, outcome, problems }) => [line, outcome, problems.map(({ code }) => code)]),
    ).toEqual([
      [2, 'create', []],
      [3, 'blocked', ['import.email_looks_mistyped']],
      [4, 'blocked', ['email.no_at']],
      [5, 'blocked', ['import.repeated_row']],
    ]);
    const fixed = await founder.call(plan.fixImportRows, { params: { id }, body: { fix: 'suggestion' } });
    expect(fixed.fixed).toBe(1);
    const changed = await founder.call(plan.changeImportRow, {
      params: { id, line: '4' },
      body: { values: { email: 'x@people.example' } },
    });
    expect(changed.row.outcome).toBe('create');
    const planHash = changed.import.planHash ?? '';
    await founder.call(plan.applyImport, { params: { id }, body: { planHash } });
    const done = await until(id, 'done');
    expect(done.counts).toMatchObject({ done: 3, blocked: 1 });
    const { items: invitations } = await founder.call(listInvitations);
    expect(invitations).toHaveLength(3);
    const again = await start('Email\nanna@people.example\nx@people.example');
    const same = await until(again.id, 'planned');
    expect(same.counts).toMatchObject({ unchanged: 2 });
    const report = await founder.call(contract.importReport, {
      params: { id },
      query: { outcome: 'not_done' },
    });
    expect(await report.text()).toMatchInlineSnapshot(`
      "Email,Username,First name,Surname,foyer_line,foyer_outcome,foyer_reason
      anna@people.example,,Anna,Rossi,5,blocked,Email: The same address stands in line 2.
      "
    `);
    await founder.call(plan.undoImport, { params: { id }, body: {} });
    const undone = await until(id, 'undone');
    expect(undone.counts).toMatchObject({ undone: 3 });
  });
});

it('a list whose rows are mended one by one counts them as if it had counted all', async () => {
  const lines = ['a@c.example', 'a@c.example', 'b@gmial.com', 'no-address', 'e@c.example', 'e@c.example'];
  const { id } = await start(`Email\n${lines.join('\n')}\n`);
  await until(id, 'planned');
  const changes: readonly [string, object][] = [
    ['2', { values: { email: 'z@c.example' } }],
    ['4', { accept: ['import.email_looks_mistyped'] }],
    ['5', { values: { email: 'z@c.example' } }],
    ['6', { leftOut: true }],
    ['3', { values: { email: 'nothing' } }],
    ['6', { leftOut: false }],
  ];
  for (const [line, body] of changes) {
    const { import: told } = await founder.call(plan.changeImportRow, { params: { id, line }, body });
    const rows = await askDatabase<{ outcome: string; count: number }>(
      server,
      'select outcome, count(*)::int as count from import_row where import_id = $1 group by 1',
      [id],
    );
    const counted = Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]));
    const { total, waiting, identities, warnings, ...outcomes } = told.counts;
    expect(Object.fromEntries(Object.entries(outcomes).filter(([, count]) => count > 0))).toEqual(counted);
    expect([total, waiting, identities, warnings <= outcomes.blocked]).toEqual([6, 0, 0, true]);
  }
  expect((await get(id)).counts).toMatchObject({ create: 3, blocked: 3 });
});

it('an approval is of one order: the next one that needs it was approved by nobody yet', async () => {
  const second = await makeMember(server, {
    slug: founder.slug,
    username: 'second',
    permissions: ['user-registration:can_bulk_invite'],
  });
  const { id } = await start('Email\none@orders.example\nno-address\n');
  const order = async () => {
    const body = { planHash: (await until(id, 'planned')).planHash ?? '' };
    await founder.call(plan.applyImport, { params: { id }, body });
    return { ...(await get(id)), body };
  };
  await askDatabase(server, 'update organization_settings set import_approval_rows = 1');
  const { body } = await order();
  await second.call(plan.approveImport, { params: { id }, body });
  expect(await until(id, 'done')).toMatchObject({ approvedBy: { id: second.accountId } });
  const mended = { values: { email: 'two@orders.example' } };
  await founder.call(plan.changeImportRow, { params: { id, line: '3' }, body: mended });
  await founder.call(plan.replanImport, { params: { id } });
  expect(await order()).toMatchObject({ state: 'awaiting_approval', approvedBy: null });
  await askDatabase(server, 'update organization_settings set import_approval_rows = null');
});

it('a workbook is read, its template and its report are workbooks', async () => {
  const template = await founder.call(contract.importTemplate, { query: { format: 'xlsx' } });
  const rows: string[][] = [];
  for await (const some of readSheet(Buffer.from(await template.arrayBuffer()), { rows: 10 }))
    rows.push(...some);
  expect(rows[0]?.slice(0, 3)).toEqual(['email', 'username', 'population']);
  const bytes = await writeWorkbook([
    {
      name: 'P',
      rows: [
        ['Email', 'Passwort'],
        ['x1@people.example', 'hunter2'],
      ],
    },
  ]);
  const file = new Blob([new Uint8Array(bytes)], { type: xlsxType });
  const { id } = await founder.call(contract.startImport, { file });
  const planned = await until(id, 'planned');
  expect([planned.kind, planned.counts.create, planned.columns[1]?.status]).toEqual(['xlsx', 1, 'password']);
  const report = await founder.call(contract.importReport, { params: { id }, query: { format: 'xlsx' } });
  const told: string[][] = [];
  for await (const some of readSheet(Buffer.from(await report.arrayBuffer()), { rows: 10 }))
    told.push(...some);
  expect(told).toEqual([
    ['Email', 'Passwort', 'foyer_line', 'foyer_outcome', 'foyer_reason'],
    ['x1@people.example', '', '2', 'create', ''],
  ]);
});
