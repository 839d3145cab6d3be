import fs from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { registerPerson } from '../../contract/registration.ts';
import { askDatabase } from '../support/ask-database.ts';
import { startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
import { messyFile } from '../support/messy-file.ts';
import { openAs } from '../support/open-as.ts';
import { startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer } from '../support/test-foyer.ts';

// 1,248 rows as offices send them: matched, repaired on screen, sent, reported, undone.

let server: TestFoyer;
let browser: Browser;
let founder: Awaited<ReturnType<TestFoyer['found']>>;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestFoyer(), startBrowser()]);
  founder = await server.found('Alder Institute');
  const account = { email: 'giulia.conti@alder-institute.example' };
  await founder.call(registerPerson, { body: { account, delivery: { channel: 'none' } } });
});

afterAll(async () => {
  await browser.stop();
  await server.stop();
});

it('refuses a file that is broken or of another kind, and says where', async () => {
  const page = await openAs({ browser, server }, founder, '/user-registration');
  await page.keyboard.press('b');
  await heading(page, 'Bulk invite');
  await page.getByText('Up to 1,000,000 rows or 200 MB').waitFor();
  await checkLooks(page, 'the start of a bulk invite');
  await choose(page, 'people.docx', Buffer.from('x'));
  await page.getByText('This kind of file can’t be read').waitFor();
  await choose(page, 'people.csv', Buffer.from('email,name\na@x.org,"Anna\nb@x.org,Bob\n'));
  await page.getByText('The quotation mark that opens at line 2 is never closed.').waitFor();
  await checkLooks(page, 'a broken file');
});

it('matches the columns of a messy file, and mends many rows at once', async () => {
  const page = await openAs({ browser, server }, founder, '/user-registration/bulk-invite');
  await choose(page, 'herbst.csv', messyFile());

  await heading(page, 'Match the columns of herbst.csv');
  await page.getByText('The column “Passwort” was left out').waitFor();
  await page.getByText('One column is erased when you go on.').waitFor();
  await checkLooks(page, 'columns to match');
  await page.getByRole('button', { name: 'Go on to the rows' }).click();

  await heading(page, 'Check herbst.csv');
  await page.getByRole('button', { name: 'All 1,248' }).waitFor();
  await page.getByRole('gridcell', { name: /luca\.ferri@gmial\.com/ }).waitFor();
  expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('1249');
  await page.getByRole('button', { name: 'Understood' }).click();
  await checkLooks(page, 'rows to check');

  // Every suggestion at once, after they were listed.
  await page.getByRole('button', { name: 'Apply 5 suggestions' }).click();
  const suggestions = page.getByRole('dialog', { name: 'Apply 5 suggestions?' });
  await suggestions.getByText('luca.ferri@gmail.com').waitFor();
  await checkLooks(page, 'the suggestions');
  await suggestions.getByRole('button', { name: 'Apply 5 suggestions' }).click();
  await page.getByRole('button', { name: 'Need attention 3' }).click();

  // One remedy for all rows of a kind.
  await page.getByRole('button', { name: 'For all rows with: Write yes or no.' }).click();
  await page.getByRole('menuitem', { name: 'Write a text in 1 row' }).click();
  await page.getByRole('textbox', { name: 'Text for all of them' }).fill('no');
  await checkLooks(page, 'one text for all rows of a kind');
  await page.getByRole('button', { name: 'Write a text in 1 row' }).click();
  await page.getByRole('button', { name: 'Need attention 2' }).waitFor();
});

it('says that a proxy takes no file as large, and does not send it again and again', async () => {
  const page = await openAs({ browser, server }, founder, '/user-registration/bulk-invite');
  let sent = 0;
  // As nginx and others answer by themselves: a page of theirs, which no proxy of the tests would.
  await page.route(/\/api\/v1\/imports\?/, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    sent += 1;
    return route.fulfill({ status: 413, contentType: 'text/html', body: '<h1>413 Too Large</h1>' });
  });
  await choose(page, 'large.csv', Buffer.from('email\nlarge.one@alder.example\n'));
  await page.getByText('Too large for the way to the server').waitFor();
  expect(sent).toBe(1);
});

it('keeps what columns were said to be about over a reload, until they are read so', async () => {
  const page = await openAs({ browser, server }, founder, '/user-registration/bulk-invite');
  await choose(page, 'odd.csv', Buffer.from('Zonk;Mystery\nodd.one@alder.example;abc\n'));
  await heading(page, 'Match the columns of odd.csv');
  const about = page.getByRole('combobox').first();
  await about.selectOption({ label: 'Email' });
  const remember = page.getByRole('checkbox', { name: 'Remember' });
  await remember.uncheck();
  await page.reload();
  await heading(page, 'Match the columns of odd.csv');
  await expect.poll(() => about.inputValue()).toBe('email');
  expect(await remember.isChecked()).toBe(false);
  await page.getByRole('button', { name: 'Go on to the rows' }).click();
  await page.getByRole('gridcell', { name: 'odd.one@alder.example' }).waitFor();
  expect(await page.evaluate<string[]>('Object.keys(sessionStorage)')).not.toContainEqual(
    expect.stringContaining('bulk-columns'),
  );
});

it('mends one row by hand, says what will happen, sends, and reports', async () => {
  const page = await openAs({ browser, server }, founder, '/user-registration/bulk-invite');
  await page.getByRole('link', { name: 'Continue with herbst.csv' }).click();
  await page.getByRole('button', { name: 'Need attention 2' }).click();
  await page.getByRole('gridcell', { name: /^farah\.rahimi@/ }).click({ position: { x: 20, y: 10 } });
  await page.keyboard.type('farah.rahimi@alder.example');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Need attention 1' }).waitFor();
  await page.getByRole('button', { name: 'Continue with 1,247 ready rows' }).click();
  const plan = page.getByRole('dialog', { name: 'Send 1,245 invitations?' });
  await plan.getByText('1 row stays here until you fix it').waitFor();
  await plan.getByText('1 of them gets no email for now').waitFor();
  await checkLooks(page, 'the plan in words');
  await plan.getByRole('button', { name: 'Send 1,245 invitations' }).click();

  await page
    .getByRole('heading', { level: 1, name: 'All 1,247 people registered' })
    .waitFor({ timeout: 60_000 });
  await page.getByRole('cell', { name: 'The same address stands in line 7.' }).waitFor();
  await checkLooks(page, 'the report');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Rows not done' }).click();
  const saved = fs.readFileSync(await (await download).path(), 'utf8');
  expect(saved).toContain('A.Kaya@alder.example');
  expect(saved.trim().split('\n')).toHaveLength(2);
});

it('undoes it, once the number was typed', async () => {
  const page = await openAs({ browser, server }, founder, '/user-registration/bulk-invite');
  await page.getByRole('link', { name: 'Report of herbst.csv' }).click();
  await page.getByRole('button', { name: 'Undo this import…' }).click();
  const undo = page.getByRole('dialog', { name: 'Undo herbst.csv?' });
  await undo.getByText('1,246 accounts are withdrawn').waitFor();
  await checkLooks(page, 'before an import is undone');
  await undo.getByRole('textbox').fill('1246');
  await undo.getByRole('button', { name: 'Undo import of 1,246 people' }).click();
  await page
    .getByRole('heading', { level: 1, name: '1,246 accounts withdrawn' })
    .waitFor({ timeout: 60_000 });
  const left = await askDatabase(server, 'select email from account order by email');
  expect(left).toHaveLength(2);

  // As every page writes a number.
  await page.getByRole('link', { name: 'Activity' }).click();
  await page.getByText('1,247 people of a list registered').waitFor();
});

function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  return page.setInputFiles('input[type=file]', { name, mimeType: '', buffer });
}

async function heading(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor();
}
