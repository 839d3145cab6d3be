import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as plan from '../../../contract/import-plan.ts';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import * as contract from '../../../contract/imports.ts';
import { revokeInvitation, resendInvitation } from '../../../contract/invitations.ts';
import { declineInvitation } from '../../../contract/join.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
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

/** Invited by a link that was handed over. */
async function invite(email: string) {
  const { invitation, link } = await founder.call(registerPerson, {
    body: { account: { email, language: 'en' }, delivery: { channel: 'link' } },
  });
  return { id: invitation?.id ?? '', token: link?.split('#')[1] ?? '' };
}

const act = {
  revoked: ({ id }: { id: string }) => founder.call(revokeInvitation, { params: { id } }),
  declined: ({ token }: { token: string }) => server.visitor().call(declineInvitation, { body: { token } }),
  expired: ({ id }: { id: string }) =>
    askDatabase(server, `update invitation set expires_at = now() where id = $1`, [id]),
};

const get = (id: string) => founder.call(contract.getImport, { params: { id } });
const until = (id: string, ...states: ImportDetail['state'][]) =>
  vi.waitUntil(
    async () => {
      const found = await get(id);
      return states.includes(found.state) && found;
    },
    { timeout: 15_000, interval: 50 },
  );
async function planned(text: string) {
  const file = new Blob([text], { type: 'text/csv' });
  return until((await founder.call(contract.startImport, { file })).id, 'planned');
}
async function apply({ id, planHash }: ImportDetail) {
  await founder.call(plan.applyImport, { params: { id }, body: { planHash: planHash ?? '' } });
  return until(id, 'done');
}
const rowsOf = async (id: string, outcome?: 'invited_again' | 'left_out') =>
  (await founder.call(plan.listImportRows, { params: { id }, query: { outcome } })).items;
const marksOf = async (id: string, outcome?: 'invited_again' | 'left_out') =>
  (await rowsOf(id, outcome)).map((row) => [row.line, row.outcome, row.invitedAgain?.reason ?? null]);
const fix = (id: string, body: object) => send(founder, plan.fixImportRows, { id, body });
const statesOf = async (email: string) =>
  (
    await askDatabase<{ state: string }>(
      server,
      `select i.state from invitation i join account a on a.id = account_id
       where a.email_canonical = $1 order by i.id`,
      [email],
    )
  ).map(({ state }) => state);

describe('a row that asks somebody again whose invitation had ended', () => {
  it('says so in the plan, with how it ended and when; one that expired or lives is left as it is', async () => {
    const before = new Date();
    await act.revoked(await invite('a1@people.example'));
    await act.declined(await invite('a2@people.example'));
    await act.expired(await invite('a3@people.example'));
    await invite('a4@people.example');
    const text = `email\n${[1, 2, 3, 4, 5].map((n) => `a${n}@people.example`).join('\n')}\n`;
    const found = await planned(text);
    expect(found.counts).toMatchObject({ update: 2, invitedAgain: 2, unchanged: 2, create: 1 });
    expect(await marksOf(found.id)).toEqual([
      [2, 'update', 'revoked'],
      [3, 'update', 'declined'],
      [4, 'unchanged', null],
      [5, 'unchanged', null],
      [6, 'create', null],
    ]);
    const marked = await rowsOf(found.id, 'invited_again');
    expect(marked.map(({ line }) => line)).toEqual([2, 3]);
    for (const { invitedAgain } of marked)
      expect(new Date(invitedAgain?.since ?? 0).getTime()).toBeGreaterThanOrEqual(before.getTime());
    const done = await apply(found);
    expect(done.counts).toMatchObject({ done: 3, invitedAgain: 0 });
    expect((await marksOf(found.id)).slice(0, 2)).toEqual([
      [2, 'done', 'revoked'],
      [3, 'done', 'declined'],
    ]);
    expect((await statesOf('a1@people.example')).length).toBe(2);
    expect(await statesOf('a3@people.example')).toEqual(['handed_over']);
  });

  it('is left out with all others of its kind by one press, and taken back; nobody else is', async () => {
    for (const n of [1, 2, 3]) await act.revoked(await invite(`b${n}@people.example`));
    const found = await planned(
      'email\nb1@people.example\nb2@people.example\nb3@people.example\nb4@people.example\n',
    );
    await founder.call(plan.changeImportRow, {
      params: { id: found.id, line: '3' },
      body: { leftOut: true },
    });
    expect((await get(found.id)).counts).toMatchObject({ invitedAgain: 2, left_out: 1 });
    const out = await fix(found.id, { rows: 'invited_again', fix: 'leave_out' });
    expect(out.body['fixed']).toBe(2);
    expect((await get(found.id)).counts).toMatchObject({
      create: 1,
      update: 0,
      invitedAgain: 0,
      left_out: 3,
    });
    expect(await marksOf(found.id, 'left_out')).toEqual([
      [2, 'left_out', 'revoked'],
      [3, 'left_out', 'revoked'],
      [4, 'left_out', 'revoked'],
    ]);
    // Who was left out alone stays out.
    const back = await fix(found.id, { fix: { undo: out.body['undo'] } });
    expect(back.body['fixed']).toBe(2);
    expect((await get(found.id)).counts).toMatchObject({
      create: 1,
      update: 2,
      invitedAgain: 2,
      left_out: 1,
    });
    await fix(found.id, { rows: 'invited_again', fix: 'leave_out' });
    const done = await apply(await get(found.id));
    expect(done.counts).toMatchObject({ done: 1, left_out: 3 });
    expect(await statesOf('b1@people.example')).toEqual(['revoked']);
  });

  it.each([
    [{ rows: 'invited_again', fix: 'suggestion' }, 'fix', 'import.not_for_whole_rows'],
    [{ rows: 'invited_again', fix: { value: 'x' } }, 'fix', 'import.not_for_whole_rows'],
    [{ fix: 'leave_out' }, 'problem', 'request.required'],
  ])('is mended by no other fix: %j', async (body, field, code) => {
    const { id } = await planned('email\nz@people.example\n');
    const refused = await fix(id, body);
    expect(refused.status).toBe(422);
    expect(refused.body['fields']).toMatchObject({ [field]: [{ code }] });
  });

  it('stays untouched and is named where the invitation ended, or began, after the plan', async () => {
    const [ends, begins] = [await invite('c1@people.example'), await invite('c2@people.example')];
    await act.revoked(begins);
    const found = await planned('email,language\nc1@people.example,it\nc2@people.example,it\n');
    expect(await marksOf(found.id)).toEqual([
      [2, 'update', null],
      [3, 'update', 'revoked'],
    ]);
    await act.revoked(ends);
    await founder.call(resendInvitation, { params: { id: begins.id } });
    const done = await apply(found);
    expect(done.counts).toMatchObject({ moved: 2, done: 0, invitedAgain: 0 });
    const rows = await rowsOf(found.id);
    expect(rows.map(({ problems }) => problems.map(({ code }) => code))).toEqual([
      ['import.now_invited_again'],
      ['import.now_invited_already'],
    ]);
    expect(rows.map(({ invitedAgain }) => invitedAgain)).toEqual([null, null]);
    expect(await statesOf('c1@people.example')).toEqual(['revoked']);
    await founder.call(plan.replanImport, { params: { id: found.id } });
    const again = await until(found.id, 'planned');
    expect(again.counts).toMatchObject({ update: 2, invitedAgain: 1, moved: 0 });
  });

  it('is counted alike chunk by chunk and all at once', async () => {
    const emails = Array.from({ length: 30 }, (_, n) => `d${n}@people.example`);
    for (const email of emails.slice(0, 6)) await act.revoked(await invite(email));
    const found = await planned(`email\n${emails.join('\n')}\n`);
    expect(found.counts.invitedAgain).toBe(6);
    await founder.call(plan.replanImport, { params: { id: found.id } });
    expect((await until(found.id, 'planned')).counts.invitedAgain).toBe(6);
    await askDatabase(server, 'update import set counts = null where id = $1', [found.id]);
    expect((await get(found.id)).counts.invitedAgain).toBe(6);
  });
});
