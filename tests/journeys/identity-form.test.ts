import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getMyIdentity } from '../../contract/identities.ts';
import { changeIdentityForm, getIdentityForm } from '../../contract/identity-form.ts';
import { askDatabase } from '../support/ask-database.ts';
import { phone, startBrowser } from '../support/browser.ts';
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
});
afterAll(async () => {
  await browser.stop();
  await server.stop();
});

const open = (visitor: Visitor, path: string, options = {}) =>
  openAs({ browser, server }, visitor, path, options);
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();
const saved = (page: Page) => page.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
const formKeys = async () =>
  (await founder.call(getIdentityForm)).sections.map(({ fields }) => fields.map(({ key }) => key));

test('a choice is added by the keyboard, with its names in both languages, and moved', async () => {
  const page = await open(founder, '/settings/identity-form');
  await page.getByRole('button', { name: 'Add a field to Contact' }).waitFor();
  await checkLooks(page, 'identity form');
  await page.getByRole('button', { name: 'Add a field to Contact' }).press('Enter');
  const field = page.getByRole('dialog');
  await field.getByLabel('Name', { exact: true }).waitFor();
  await expect.poll(() => page.evaluate('document.activeElement.name')).toMatch(/ label$/);
  await page.keyboard.type('Badge colour');
  await field.getByLabel('Type', { exact: true }).selectOption('choice');
  await field.getByLabel('Required').check();
  await field.getByRole('button', { name: 'Done' }).click();

  await save(page);
  await field.getByText('Give at least one choice.').waitFor();
  for (const name of ['Red', 'Blue']) {
    await field.getByRole('button', { name: 'Add a choice' }).press('Enter');
    await expect.poll(() => page.evaluate('document.activeElement.value')).toBe('');
    await page.keyboard.type(name);
  }
  await field.getByLabel('Texts in').selectOption('it');
  await field.getByText('In English: “Badge colour”').waitFor();
  await field.getByLabel('Name', { exact: true }).fill('Colore del tesserino');
  await field.getByLabel('Choice 1', { exact: true }).fill('Rosso');
  await field.getByLabel('Choice 2', { exact: true }).fill('Blu');
  await checkLooks(page, 'a field of the form');
  await field.getByRole('button', { name: 'Done' }).click();
  await field.waitFor({ state: 'detached' });

  const up = page.getByRole('button', { name: 'Move Colore del tesserino up' });
  for (const place of [3, 2, 1]) {
    await up.press('Enter');
    await page.getByText(`Colore del tesserino is now ${place} of 4 in Contatti.`).waitFor();
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe(
      'Move Colore del tesserino up',
    );
  }
  await save(page);
  await saved(page);
  expect((await formKeys())[1]).toEqual(['badge_colour', 'phone', 'personal_email', 'address']);
});

test('nothing jumps under the pointer while the texts of another language come', async () => {
  const page = await open(founder, '/settings/identity-form');
  await page.getByRole('button', { name: 'Given name', exact: true }).click();
  const field = page.getByRole('dialog');
  const tried = field.getByRole('region', { name: 'As the person sees it' }).getByRole('textbox');
  await tried.fill('Ada');
  const asked = page.waitForRequest(/\/assets\//);
  await page.route(/\/assets\//, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
  const place = () => field.getByRole('button', { name: 'Done' }).boundingBox();
  await field.getByLabel('Texts in').selectOption('it');
  await asked;
  expect(await tried.isVisible()).toBe(true);
  const meanwhile = await place();
  await field.locator('[lang=it]').getByText('Nome', { exact: true }).waitFor();
  expect(await tried.inputValue()).toBe('Ada');
  expect(await place()).toEqual(meanwhile);
});

test('it is in the preview in Italian, filled in by an Italian person, and reviewed', async () => {
  const page = await open(founder, '/settings/identity-form');
  await page.getByLabel('Texts in').selectOption('it');
  await page.getByRole('button', { name: 'Preview' }).click();
  const preview = page.getByRole('region', { name: 'Preview of the steps' });
  await preview.getByLabel('Nome', { exact: true }).fill('Anna');
  await preview.getByLabel('Cognome').fill('Rossi');
  await preview.getByRole('button', { name: 'Continua con Contatti' }).click();
  await preview.getByLabel('Colore del tesserino').selectOption({ label: 'Rosso' });
  await checkLooks(page, 'preview of the form, in Italian');

  const anna = await makeMember(server, { slug: 'alder-institute', username: 'anna', identity: 'none' });
  await askDatabase(server, `update account set language = 'it' where id = $1`, [anna.accountId]);
  const own = await open(anna, '/my-data/identity', { viewport: phone, locale: 'it-IT' });
  await own.getByLabel('Nome', { exact: true }).fill('Anna');
  await own.getByLabel('Cognome').fill('Rossi');
  const goOn = () => own.getByRole('button', { name: /^Continua/ }).click();
  await goOn();
  await own.getByRole('heading', { level: 1, name: 'Contatti' }).waitFor();
  await goOn();
  await own.getByText('Questo dato è necessario.').waitFor();
  await own.getByLabel('Colore del tesserino').selectOption({ label: 'Blu' });
  await checkLooks(own, 'a field of the organization’s own, in Italian');
  for (const next of ['Documenti', 'Lavoro', 'Ricontrolli tutto']) {
    await goOn();
    await own.getByRole('heading', { level: 1, name: next }).waitFor();
  }
  await own.getByRole('button', { name: 'Invia per la verifica' }).click();
  await expect.poll(async () => (await anna.call(getMyIdentity)).state).toBe('submitted');

  await page.goto('/identity-review');
  await page.getByRole('link', { name: /Anna Rossi/ }).click();
  await page.getByRole('listitem').filter({ hasText: 'Badge colour' }).getByText('Blue').waitFor();
});

test('every version says when, by whom and what changed, and an older one is opened to be read', async () => {
  const { version, sections } = await founder.call(getIdentityForm);
  const [first, ...rest] = sections;
  if (!first) throw new Error('a form has steps');
  const fields = first.fields.filter(({ key }) => key !== 'gender');
  await founder.call(changeIdentityForm, { body: { version, sections: [{ ...first, fields }, ...rest] } });
  const page = await open(founder, '/settings/identity-form');
  await page.getByRole('button', { name: 'Versions' }).click();
  const versions = page.getByRole('list', { name: 'Versions of the form' }).getByRole('listitem');
  await versions.filter({ hasText: 'In use' }).getByText('Removed: “Gender”.').waitFor();
  expect(await versions.count()).toBe(version + 1);
  await versions.filter({ hasText: 'Added: “Badge colour”' }).waitFor();
  await versions.last().getByText('The form that every organization begins with').waitFor();
  expect(await page.getByRole('button', { name: 'Save', exact: true }).count()).toBe(0);
  await checkLooks(page, 'versions of the form');
  await page.getByRole('button', { name: `Open version ${version}`, exact: true }).press('Enter');
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe(`Version ${version}`);
  await page.getByText('Gender', { exact: true }).waitFor();
  expect(await page.getByRole('textbox').count()).toBe(0);
  await checkLooks(page, 'an older version of the form');
  await page.getByRole('button', { name: 'All versions' }).press('Enter');
  await versions.first().waitFor();
  await page.setViewportSize(phone);
  await checkLooks(page, 'versions of the form, on a phone');
  await founder.call(changeIdentityForm, { body: { version: version + 1, sections } });
});

test('what is removed by the keyboard leaves the focus in its place, and can be had back', async () => {
  const page = await open(founder, '/settings/identity-form');
  const focused = () =>
    page.evaluate('document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent');
  const undo = () => page.getByRole('button', { name: 'Undo' }).press('Enter');
  await page.getByRole('button', { name: 'Remove Department' }).press('Enter');
  await expect.poll(focused).toBe('Start date');
  await undo();
  await page.getByRole('button', { name: 'Remove the step Documents and its fields' }).press('Enter');
  await expect.poll(focused).toBe('Edit the step Work');
  await undo();
  await page.getByRole('button', { name: 'Department', exact: true }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove this field' }).press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(focused).toBe('Start date');
  await undo();
  await page.getByRole('button', { name: 'Kind of document', exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Remove choice 1' }).press('Enter');
  await expect.poll(focused).toBe('Add a choice');
  await page.getByRole('button', { name: 'Done' }).press('Enter');
  await page.getByRole('button', { name: 'Begin anew' }).press('Enter');
  for (const name of ['Department', 'Tax code']) {
    await page.getByRole('button', { name, exact: true }).waitFor();
  }
});

test('what is typed outlives a reload and a form that someone else saved; a field goes after it is said what goes', async () => {
  const page = await open(founder, '/settings/identity-form');
  await page.getByRole('button', { name: 'Remove Place of birth' }).click();
  await page.getByText('“Place of birth” is removed.').waitFor();
  await page.getByText(/^Draft kept/).waitFor();
  await page.reload();
  await page.getByText('Place of birth goes when you save.').waitFor();
  const { version, sections } = await founder.call(getIdentityForm);
  await founder.call(changeIdentityForm, { body: { version, sections, allowsAlias: true } });
  await save(page);
  await page.getByRole('heading', { name: 'Remove one field?' }).waitFor();
  await checkLooks(page, 'a field goes');
  await page.getByRole('button', { name: 'Remove and save' }).click();
  await page.getByText('Someone else changed this meanwhile').waitFor();
  await checkLooks(page, 'form saved by someone else');
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await saved(page);
  expect((await formKeys())[0]).not.toContain('place_of_birth');

  await page.getByRole('button', { name: 'Given name', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('');
  await page.getByRole('dialog').getByLabel('Texts in').selectOption('it');
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('');
  await page.getByRole('button', { name: 'Done' }).click();
  await save(page);
  await page.getByRole('dialog').getByText('This is needed').waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText('1 thing needs you').waitFor();
  await checkLooks(page, 'a field that needs its name');
  await page.getByRole('link', { name: 'Home' }).first().click();
  await page.getByRole('button', { name: 'Stay here' }).click();
  await page.getByRole('button', { name: 'Begin anew' }).click();
  await page.getByRole('button', { name: 'Nome', exact: true }).waitFor();
});
