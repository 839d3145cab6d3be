import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { applyImport, changeImportRow } from '../../../contract/import-plan.ts';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { getImport, listImports, startImport } from '../../../contract/imports.ts';
import { reportBounce } from '../../../contract/mails.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { startMailRelay } from '../../../tests/support/mail-relay.ts';
import type { MailRelay } from '../../../tests/support/mail-relay.ts';
import { startMailServer } from '../../../tests/support/mail-server.ts';
import type { MailServer } from '../../../tests/support/mail-server.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

let post: MailServer;
let relay: MailRelay;
let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  post = await startMailServer();
  relay = await startMailRelay(post.url);
  server = await startTestFoyer({ smtpUrl: relay.url });
  founder = await server.found('Alder Institute');
});
afterAll(async () => {
  await server.stop();
  await relay.stop();
  await post.stop();
});

const get = (id: string) => founder.call(getImport, { params: { id } });
const until = (id: string, holds: (found: ImportDetail) => boolean) =>
  vi.waitUntil(
    async () => {
      const found = await get(id);
      return holds(found) && found;
    },
    { timeout: 10_000, interval: 30 },
  );

async function planOf(group: string, rows: number): Promise<ImportDetail> {
  const lines = Array.from({ length: rows }, (_, index) => `${group}${index}@rows.example`);
  const file = new Blob([`email\n${lines.join('\n')}\n`], { type: 'text/csv' });
  const { id } = await founder.call(startImport, { file, query: { filename: `${group}.csv` } });
  return until(id, ({ state }) => state === 'planned');
}

async function importOf(group: string, rows: number): Promise<string> {
  const { id, planHash } = await planOf(group, rows);
  await founder.call(applyImport, { params: { id }, body: { planHash: planHash ?? '' } });
  return id;
}

it('an import says how many of its mails left, wait and came back, and so does the list', async () => {
  const held = Promise.withResolvers<'as it is'>();
  relay.afterDot(() => held.promise);
  post.refuse((to) =>
    /^waits[01]@/.test(to) ? { at: 'recipient', code: 550, text: '5.1.1 No such user' } : undefined,
  );
  const id = await importOf('waits', 12);
  const done = await until(id, ({ state }) => state === 'done');
  expect(done.mails).toMatchObject({ sent: 0, waiting: 12, bounced: 0 });
  const listed = async () => (await founder.call(listImports, {})).items.find((item) => item.id === id);
  expect((await listed())?.mailsWaiting).toBe(12);

  held.resolve('as it is');
  const sent = await until(id, ({ mails }) => mails?.waiting === 0);
  expect(sent.mails).toMatchObject({ sent: 10, waiting: 0, bounced: 2 });
  expect((await listed())?.mailsWaiting).toBe(0);

  const back = { messageId: post.mails[0]?.messageId ?? '', permanent: true, response: '550 mailbox closed' };
  for (let time = 0; time < 2; time += 1) await founder.call(reportBounce, { body: back });
  expect((await get(id)).mails).toMatchObject({ sent: 9, waiting: 0, bounced: 3 });
  // Another import is another matter.
  const other = await importOf('other', 3);
  const ended = await until(other, ({ state, mails }) => state === 'done' && mails?.waiting === 0);
  expect(ended.mails).toMatchObject({ sent: 3, bounced: 0 });
  expect((await get(id)).mails).toMatchObject({ sent: 9, bounced: 3 });
}, 40_000);

it('a plan says how many mails it comes to, kept with each change of a row and not counted again', async () => {
  const { id, mails } = await planOf('planned', 5);
  expect(mails?.total).toBe(5);
  const change = async (line: string, body: object) =>
    (await founder.call(changeImportRow, { params: { id, line }, body })).import.mails?.total;
  expect(await change('2', { leftOut: true })).toBe(4);
  expect(await change('3', { values: { silent: 'yes' } })).toBe(3);
  expect(await change('4', { values: { email: 'none' } })).toBe(2);
  expect(await change('2', { leftOut: false })).toBe(3);
  // Counts that were kept before mails were counted are made anew.
  await askDatabase(server, `update import set counts = counts - 'mailed' where id = $1`, [id]);
  expect((await get(id)).mails?.total).toBe(3);
});
