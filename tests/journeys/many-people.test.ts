import fs from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFile } from '../../server/features/imports/read-file.ts';
import { askDatabase } from '../support/ask-database.ts';
import { startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
import { openAs } from '../support/open-as.ts';
import { startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../support/test-foyer.ts';

let server: TestFoyer;
let browser: Browser;
let founder: Visitor;
beforeAll(async () => {
  [server, browser] = await Promise.all([startTestFoyer(), startBrowser()]);
  founder = await server.found('Alder Institute');
  await askDatabase(
    server,
    `insert into account (organization_id, id, email, email_canonical, username, username_canonical, language, population, state)
     select id, gen_random_uuid(), mail, mail, 'river.' || n, 'river.' || n, 'en', 'internal', 'active'
     from organization, generate_series(1, 420) as n, lateral (select 'river.' || n || '@crowd.example' as mail) as m`,
  );
});
afterAll(async () => {
  await browser.stop();
  await server.stop();
});

test('all that match are suspended in the background: the founder is left out by name, the number is typed', async () => {
  const page = await openAs({ browser, server }, founder, '/people');
  await page.getByText('421 people', { exact: true }).waitFor();
  await page.getByRole('checkbox', { name: 'Choose everyone on this page' }).click();
  await page.getByRole('button', { name: 'Choose all 421 that match' }).click();
  await page.getByRole('button', { name: 'Suspend…' }).click();
  await page.getByRole('heading', { name: 'Suspend 420 people?' }).waitFor();
  await page.getByText('founder is the founder and stays active.').waitFor();
  await checkLooks(page, 'suspending all that match');
  await page.getByRole('button', { name: 'Suspend 420 people' }).click();
  expect(await page.getByRole('dialog').count()).toBe(1);
  await page.getByRole('dialog').getByRole('textbox').fill('420');
  await page.getByRole('button', { name: 'Suspend 420 people' }).click();
  await page.getByRole('heading', { name: '420 of 421 people are suspended' }).waitFor();
  await page.getByText('The founder stays active.').waitFor();
  const { length } = await askDatabase(server, `select from activity where action = 'account.suspended'`);
  expect(length).toBe(420);
  await page.reload();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText('420 of 421').waitFor({ state: 'hidden' });
});

test('the chosen are exported as a workbook or as CSV', async () => {
  const page = await openAs({ browser, server }, founder, '/people');
  for (const name of ['river.1', 'river.10']) {
    await page
      .getByRole('row')
      .filter({ hasText: `${name}@` })
      .getByRole('checkbox')
      .click();
  }
  const bar = page.getByRole('region', { name: 'Act on the chosen people' });
  await bar.getByRole('button', { name: 'Export' }).click();
  await page.getByText('The file holds the chosen people').waitFor();
  await checkLooks(page, 'exporting a selection');
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'As a workbook (XLSX)' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^people-\d{4}-\d{2}-\d{2}\.xlsx$/);
  const emails: (string | undefined)[] = [];
  for await (const rows of readFile(fs.createReadStream(await file.path()), 'xlsx'))
    emails.push(...rows.map(({ cells }) => cells[0]));
  expect(emails).toEqual(['email', 'river.1@crowd.example', 'river.10@crowd.example']);
});
