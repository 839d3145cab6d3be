import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstSetupToken, openFounding } from '../../server/features/organizations/founding.ts';
import { startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
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

/** In this order: the last one founds the first organization, and what follows sees it. */
describe('founding an organization', () => {
  it('says to whom the link was given, to who comes without one', async () => {
    const page = await browser.open(server.origin);
    await page.goto('/sign-in');
    await page.getByRole('heading', { name: 'Nothing is here yet' }).waitFor();
    await checkLooks(page, 'sign-in without an organization');

    await page.goto('/setup');
    await page.getByRole('heading', { name: 'Open the set-up link' }).waitFor();
    await checkLooks(page, 'set-up without a link');
  });

  it('refuses a link that is not its own', async () => {
    const page = await browser.open(server.origin);
    const token = await setupToken();
    await page.goto(`/setup#${token.slice(0, -4)}AAAA`);
    await page.getByRole('heading', { name: 'This set-up link is not valid' }).waitFor();
    await checkLooks(page, 'set-up by a wrong link');
  });

  it('names what is missing, at its field', async () => {
    const page = await openSetup(await setupToken());
    await page.getByRole('button', { name: 'Found organization' }).click();
    await page.getByRole('alert').filter({ hasText: '4 fields need you.' }).waitFor();
    expect(await nameOfFocus(page)).toBe('organization.name');
    await checkLooks(page, 'set-up with empty fields');

    await page.getByLabel('Organization name').fill('Alder Institute');
    await page.getByLabel('Your email').fill('marta@nowhere');
    await page.getByLabel('Password', { exact: true }).fill('too short');
    await page.keyboard.press('Enter');
    await page.getByText('It has 9 characters; 15 are needed.').waitFor();
    expect(await nameOfFocus(page)).toBe('founder.email');
    await checkLooks(page, 'set-up with wrong fields');
  });

  it('says why the server refuses a password, with the focus on it', async () => {
    const page = await openSetup(await setupToken());
    await fillIn(page, 'Alder Institute', 'marta.oliveira@alder.example');
    await page.getByLabel('Password', { exact: true }).fill('alder institute alder institute');
    await page.keyboard.press('Enter');
    await page
      .getByText('It is made of your address, your username or the name of the organization.')
      .first()
      .waitFor();
    expect(await nameOfFocus(page)).toBe('founder.password');
    await checkLooks(page, 'set-up with a refused password');
  });

  it('founds, and the founder is at Home', async () => {
    const token = await setupToken();
    const page = await openSetup(token);
    await fillIn(page, 'Alder Institute', 'marta.oliveira@alder.example');
    expect(await page.getByLabel('Its part of the address').inputValue()).toBe('alder-institute');
    expect(await page.getByLabel('Your username').inputValue()).toBe('marta.oliveira');
    await page.getByLabel('Password', { exact: true }).fill(goodPassword);
    await page.getByText('Strong password').waitFor();
    await checkLooks(page, 'set-up, filled in');
    await page.getByRole('button', { name: 'Found organization' }).click();
    await page.waitForURL(`${server.origin}/`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.title()).toContain('Alder Institute');

    await page.goto(`/setup#${token}`);
    await page.getByRole('heading', { name: 'Already founded' }).waitFor();
    await checkLooks(page, 'set-up by a used link');
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.waitForURL('**/sign-in');
  });

  it('founds a second one, whose address must be its own, and leads to its own pages', async () => {
    const page = await openSetup(await openFounding(server.foyer.database.db, server.foyer.links));
    await fillIn(page, 'Birch College', 'ines@birch.example');
    await page.getByLabel('Its part of the address').fill('alder-institute');
    await page.getByLabel('Password', { exact: true }).fill(goodPassword);
    await page.keyboard.press('Enter');
    await page.getByText('Another organization on this server has this address.').waitFor();
    expect(await nameOfFocus(page)).toBe('organization.slug');

    await page.getByLabel('Its part of the address').fill('birch-college');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${server.origin}/o/birch-college/`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.title()).toContain('Birch College');
  });

  it('by the clock of whoever founds it, who may choose another', async () => {
    const token = await openFounding(server.foyer.database.db, server.foyer.links);
    const page = await browser.open(server.origin, { timezoneId: 'America/Toronto' });
    await page.goto(`/setup#${token}`);
    await fillIn(page, 'Cedar School', 'ines@cedar.example');
    const clock = page.getByLabel('Time zone');
    expect(await clock.inputValue()).toBe('America/Toronto');
    await clock.selectOption('America/Vancouver');
    await page.getByLabel('Password', { exact: true }).fill(goodPassword);
    await page.getByRole('button', { name: 'Found organization' }).click();
    await page.waitForURL(`${server.origin}/o/cedar-school/`);
    await page.goto('/o/cedar-school/settings');
    expect(await page.getByLabel('Time zone').inputValue()).toBe('America/Vancouver');
  });
});

async function openSetup(token: string): Promise<Page> {
  const page = await browser.open(server.origin);
  await page.goto(`/setup#${token}`);
  await page.getByRole('heading', { name: 'Found your organization' }).waitFor();
  return page;
}

async function fillIn(page: Page, name: string, email: string): Promise<void> {
  await page.getByLabel('Organization name').fill(name);
  await page.getByLabel('Your email').fill(email);
}

async function setupToken(): Promise<string> {
  const token = await firstSetupToken(server.foyer.database.db, server.foyer.links);
  if (token === undefined) throw new Error('an organization was founded before');
  return token;
}

function nameOfFocus(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement.name');
}
