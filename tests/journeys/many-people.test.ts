import fs from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getMyIdentity } from '../../contract/identities.ts';
import { readFile } from '../../server/features/imports/read-file.ts';
import { askDatabase } from '../support/ask-database.ts';
import { startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
import { makeMember } from '../support/make-member.ts';
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

test('members are asked for an update from their row by the keyboard, and several of them at once', async () => {
  const slug = 'alder-institute';
  const [anna, bea, blank] = [
    await makeMember(server, { slug, username: 'anna.pond' }),
    await makeMember(server, { slug, username: 'bea.pond' }),
    await makeMember(server, { slug, username: 'carl.pond', identity: 'none' }),
  ];
  const page = await openAs({ browser, server }, founder, '/people?query=pond');
  const focused = () =>
    page.evaluate(
      'document.activeElement.getAttribute("aria-label") ?? document.activeElement.labels?.[0]?.textContent',
    );
  await expect
    .poll(() => page.getByRole('button', { name: /^More about .*pond/i }).count(), { timeout: 10_000 })
    .toBe(3);
  const more = page
    .getByRole('row')
    .filter({ hasText: 'anna.pond@' })
    .getByRole('button', { name: /^More about/ });
  await more.press('Enter');
  await page.getByRole('menuitem', { name: 'Ask for an update…' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await expect.poll(focused).toBe('Given name');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(focused).toMatch(/^More about /);

  for (const name of ['anna', 'bea', 'carl'])
    await page
      .getByRole('row')
      .filter({ hasText: `${name}.pond@` })
      .getByRole('checkbox')
      .click();
  const several = page.getByRole('button', { name: 'Ask 2 for an update…' });
  await several.press('Enter');
  await expect.poll(focused).toBe('Given name');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Ask 2 for an update…');
  await several.press('Enter');
  await dialog.getByRole('heading', { name: 'Ask 2 members for an update?' }).waitFor();
  await dialog.getByText('1 has no validated identity yet.').waitFor();
  await dialog.getByRole('checkbox', { name: 'Phone' }).check();
  await dialog.getByLabel('What you say to them (optional)').fill('It is a year ago.');
  await checkLooks(page, 'asking several for an update');
  await dialog.getByRole('button', { name: 'Ask 2 members' }).click();
  await page.getByRole('heading', { name: '2 of 3 people are asked for an update' }).waitFor();
  for (const person of [anna, bea]) {
    const { asked } = await person.call(getMyIdentity, {});
    expect(asked).toMatchObject({ fields: ['phone'], note: 'It is a year ago.' });
  }
  expect((await blank.call(getMyIdentity, {})).asked).toBeNull();
});
