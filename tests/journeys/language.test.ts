import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { getSession } from '../../contract/sessions.ts';
import type { Browser } from '../support/browser.ts';
import { startBrowser } from '../support/browser.ts';
import { goodPassword, startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer } from '../support/test-foyer.ts';

let server: TestFoyer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestFoyer(), startBrowser()]);
});

afterAll(async () => {
  await browser.stop();
  await server.stop();
});

const languageOf = (page: Page) => page.locator('html').getAttribute('lang');
const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor();

it('chosen at the entrance, kept with the account, changed in the menu, the same on another device', async () => {
  const founder = await server.found('Alder Institute');
  const page = await browser.open(server.origin);
  await page.goto('/sign-in');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('Italiano');
  await heading(page, 'Accesso');
  expect(await languageOf(page)).toBe('it');

  // A refusal speaks as the page does, whatever the browser was set to.
  await page.getByRole('textbox', { name: 'Email o nome utente' }).fill('founder');
  await page.getByRole('textbox', { name: 'Password' }).fill('not the password');
  await page.getByRole('button', { name: 'Accedi' }).click();
  await page.getByText('Email o nome utente e password non corrispondono.').waitFor();

  await page.getByRole('textbox', { name: 'Password' }).fill(goodPassword);
  await page.getByRole('button', { name: 'Accedi' }).click();
  await page.getByRole('heading', { level: 1, name: /^Buon/ }).waitFor();
  await expect.poll(async () => (await founder.call(getSession)).account.language).toBe('it');
  await page.reload();
  await page.getByRole('link', { name: 'Registrazione utenti' }).first().waitFor();

  await page.getByRole('button', { name: /il suo menu$/ }).click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await heading(page, /^Good /);
  expect(await languageOf(page)).toBe('en');
  await expect.poll(async () => (await founder.call(getSession)).account.language).toBe('en');

  const elsewhere = await browser.open(server.origin, { locale: 'it-IT' });
  await elsewhere.goto('/sign-in');
  await heading(elsewhere, 'Accesso');
  await elsewhere.getByRole('textbox', { name: 'Email o nome utente' }).fill('founder');
  await elsewhere.getByRole('textbox', { name: 'Password' }).fill(goodPassword);
  await elsewhere.getByRole('button', { name: 'Accedi' }).click();
  await heading(elsewhere, /^Good /);
});
