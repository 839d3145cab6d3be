import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import * as plan from '../../../contract/import-plan.ts';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import * as contract from '../../../contract/imports.ts';
import { send } from '../../../tests/support/send.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

const get = (id: string) => founder.call(contract.getImport, { params: { id } });
const until = (id: string, state: ImportDetail['state']) =>
  vi.waitUntil(async () => (await get(id)).state === state, { timeout: 15_000, interval: 50 });
async function planned(text: string): Promise<string> {
  const { id } = await founder.call(contract.startImport, { file: new Blob([text], { type: 'text/csv' }) });
  await until(id, 'planned');
  return id;
}
const fix = async (id: string, body: object) => {
  const { status, body: answer } = await send(founder, plan.fixImportRows, { id, body });
  return { status, ...(answer as { fixed: number; undo: string | null; fields?: object }) };
};
const change = (id: string, line: number, body: object) =>
  founder.call(plan.changeImportRow, { params: { id, line: String(line) }, body });
const rowsOf = async (id: string) =>
  (await founder.call(plan.listImportRows, { params: { id } })).items.map(({ outcome, values, problems }) => [
    outcome,
    values['email'],
    ...problems.map(({ code }) => code),
  ]);

const mistyped = 'import.email_looks_mistyped';
const file = (name: string) =>
  `email\n${name}1@gmial.com\n${name}2@gmial.com\n${name}3@example.org\n${name}4@gmial.com\n`;
const before = (name: string) => [
  ['blocked', `${name}1@gmial.com`, mistyped],
  ['blocked', `${name}2@gmial.com`, mistyped],
  ['create', `${name}3@example.org`],
  ['blocked', `${name}4@gmial.com`, mistyped],
];

it.each(['suggestion', 'accept', 'leave_out', 'empty', { value: 'same@example.org' }])(
  'a fix for many rows is taken back as a whole: %j',
  async (one) => {
    const name = typeof one === 'string' ? one.replace('_', '') : 'value';
    const id = await planned(file(name));
    expect(await rowsOf(id)).toEqual(before(name));
    const { counts } = await get(id);
    const { fixed, undo } = await fix(id, { problem: mistyped, field: 'email', fix: one });
    expect(fixed).toBe(3);
    expect(await rowsOf(id)).not.toEqual(before(name));
    expect(await fix(id, { fix: { undo } })).toMatchObject({ status: 202, fixed: 3, undo: null });
    expect(await rowsOf(id)).toEqual(before(name));
    expect((await get(id)).counts).toEqual(counts);
  },
);

it('leaves alone what somebody changed since, by hand or by a later fix', async () => {
  const id = await planned(file('since'));
  await change(id, 5, { values: { email: 'since4@gmial.com ' } });
  const first = await fix(id, { fix: 'suggestion' });
  await change(id, 2, { values: { email: 'other@example.org' } });
  expect((await fix(id, { fix: { undo: first.undo } })).fixed).toBe(2);
  expect(await rowsOf(id)).toEqual([
    ['create', 'other@example.org'],
    ['blocked', 'since2@gmial.com', mistyped],
    ['create', 'since3@example.org'],
    // What had been written by hand before the fix is there again.
    ['blocked', 'since4@gmial.com ', mistyped],
  ]);
  const second = await fix(id, { problem: mistyped, fix: 'accept' });
  expect(second.fixed).toBe(2);
  expect((await fix(id, { fix: { undo: first.undo } })).fixed).toBe(0);
});

it('is taken back once, by many at a time; one of another import, or that nobody knows, changes nothing', async () => {
  const [id, other] = [await planned(file('once')), await planned(file('others'))];
  const { undo } = await fix(id, { fix: 'suggestion' });
  expect((await fix(other, { fix: { undo } })).fixed).toBe(0);
  expect((await fix(id, { fix: { undo: '01890000-0000-7000-8000-000000000000' } })).fixed).toBe(0);
  const answers = await Promise.all(Array.from({ length: 8 }, () => fix(id, { fix: { undo } })));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
  expect(answers.map(({ fixed }) => fixed).toSorted((a, b) => b - a)).toEqual([3, 0, 0, 0, 0, 0, 0, 0]);
  expect(await rowsOf(id)).toEqual(before('once'));
});

it('is planned again in the background where it was of thousands', async () => {
  const lines = Array.from({ length: 1200 }, (_, n) => `many${n}@gmial.com`);
  const id = await planned(`email\n${lines.join('\n')}\n`);
  const { fixed, undo } = await fix(id, { fix: 'suggestion' });
  expect(fixed).toBe(1200);
  await until(id, 'planned');
  expect((await get(id)).counts).toMatchObject({ create: 1200, blocked: 0 });
  expect((await fix(id, { fix: { undo } })).fixed).toBe(1200);
  await until(id, 'planned');
  expect((await get(id)).counts).toMatchObject({ create: 0, blocked: 1200 });
});

it('stays once the rows are registered', async () => {
  const id = await planned(file('done'));
  const { undo } = await fix(id, { fix: 'suggestion' });
  const { planHash } = await get(id);
  await founder.call(plan.applyImport, { params: { id }, body: { planHash: planHash ?? '' } });
  await until(id, 'done');
  expect(await fix(id, { fix: { undo } })).toMatchObject({ status: 202, fixed: 0 });
  expect((await get(id)).counts).toMatchObject({ done: 4, blocked: 0 });
});

it.each([{ problem: mistyped }, { field: 'email' }, { rows: 'invited_again' }])(
  'is asked for by nothing else: %j',
  async (beside) => {
    const id = await planned(file('alone'));
    const [field = ''] = Object.keys(beside);
    const refused = await fix(id, { ...beside, fix: { undo: '01890000-0000-7000-8000-000000000000' } });
    expect(refused.status).toBe(422);
    expect(refused.fields).toMatchObject({ [field]: [{ code: 'import.not_for_undo' }] });
  },
);
