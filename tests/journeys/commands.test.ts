import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { registerPerson } from '../../contract/registration.ts';
import type { Browser } from '../support/browser.ts';
import { phone, startBrowser } from '../support/browser.ts';
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
  await makeMember(server, { slug: 'alder-institute', username: 'anna.rossi' });
  await founder.call(registerPerson, {
    body: { account: { email: 'annika@people.example' }, delivery: { channel: 'none' } },
  });
});

afterAll(async () => {
  await browser.stop();
  await server.stop();
});

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor();
const chosen = (page: Page) => page.getByRole('option', { selected: true }).textContent();

/** What is typed before it has the focus would go to the page. */
async function openSearch(page: Page) {
  const field = page.getByRole('combobox', { name: 'Search people, pages and actions' });
  await field.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+k');
  await page.locator('[role=combobox]:focus').waitFor();
  return field;
}

it('finds people, pages and actions by the keyboard alone, and says how many', async () => {
  const page = await openAs({ browser, server }, founder, '/');
  const field = await openSearch(page);
  await checkLooks(page, 'command search');

  await page.keyboard.type('ann');
  await page.getByRole('status').getByText('2 results').waitFor();
  expect(await chosen(page)).toMatch(/^AR ?Anna Rossianna.rossi, 10000001Management of users/);
  await page.keyboard.press('ArrowDown');
  expect(await chosen(page)).toMatch(/annika, Invited, No identityManagement of users/);
  expect(await field.getAttribute('aria-activedescendant')).toBe(
    await page.getByRole('option', { selected: true }).getAttribute('id'),
  );
  await checkLooks(page, 'command search, people');
  await page.keyboard.press('Enter');
  await heading(page, 'annika');

  await openSearch(page);
  await page.keyboard.type('security');
  await page.getByRole('option', { name: /^Security/ }).waitFor();
  await page.keyboard.press('Enter');
  await heading(page, 'Security');

  await openSearch(page);
  await page.keyboard.type('xyzxyz');
  await page.getByText('Nothing matches “xyzxyz”').waitFor();
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'detached' });
});

it('leads whoever does not manage people to the invitation or the permissions of each', async () => {
  const granter = await makeMember(server, {
    slug: 'alder-institute',
    username: 'grants.only',
    permissions: ['user-registration:access', 'permissions:access', 'permissions:can_grant'],
  });
  const page = await openAs({ browser, server }, granter, '/');
  await openSearch(page);
  await page.keyboard.type('ann');
  await page.getByRole('status').getByText('2 results').waitFor();
  expect(await chosen(page)).toMatch(/^AR ?Anna Rossianna.rossi, 10000001Permissions/);
  await page.keyboard.press('ArrowDown');
  expect(await chosen(page)).toMatch(/annika, Invited, No identityInvitations/);
  await page.keyboard.press('Enter');
  await heading(page, 'Invitations');
  await page
    .getByRole('link', { name: /annika/ })
    .first()
    .waitFor();
});

it('goes by letters, lists them, keeps them out of what is typed, and lets itself be switched off', async () => {
  const page = await openAs({ browser, server }, founder, '/');
  for (const [letter, title] of [
    ['r', 'User registration'],
    ['i', 'Invitations'],
    ['p', 'Permissions'],
    ['h', /^Good /],
  ] as const) {
    await page.keyboard.press('g');
    await page.keyboard.press(letter);
    await heading(page, title);
  }
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await heading(page, 'User registration');
  await page.keyboard.press('n');
  await heading(page, 'Create a new internal user');
  await page.getByRole('textbox', { name: 'Email' }).pressSequentially('gr/?n');
  expect(await page.getByRole('textbox', { name: 'Email' }).inputValue()).toBe('gr/?n');

  await page.goto('/invitations');
  await heading(page, 'Invitations');
  await page.keyboard.press('/');
  expect(await page.evaluate<string>('document.activeElement.type')).toBe('search');
  await page.keyboard.press('Tab');

  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await dialog.getByText('Create a new internal user').waitFor();
  await dialog.getByText('Finish the review').waitFor();
  await checkLooks(page, 'list of keys');
  await dialog.getByRole('switch', { name: 'Single-letter keys' }).press('Space');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  await page.reload();
  await heading(page, 'Invitations');
  await page.keyboard.press('?');
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  // Only the key with Ctrl did something, and it came last.
  await openSearch(page);
  expect(await dialog.count()).toBe(0);
  await page.keyboard.press('Escape');
  await heading(page, 'Invitations');
});

it('offers people only to those who see them on a page, and pages that they may open', async () => {
  const member = await makeMember(server, { slug: 'alder-institute', username: 'karim.haddad' });
  const page = await openAs({ browser, server }, member, '/');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.getByRole('combobox').fill('an');
  await page.getByText('Nothing matches “an”').waitFor();
  await page.getByRole('combobox').fill('');
  const pages = page.getByRole('group', { name: 'Pages' }).getByRole('option');
  expect(await pages.allTextContents()).toEqual([
    expect.stringMatching('^Home'),
    'My data',
    'Security',
    'Help',
  ]);
});

it('is at hand on a phone too, from the head of every page', async () => {
  const page = await openAs({ browser, server }, founder, '/', { viewport: phone });
  await page.getByRole('banner').getByRole('button', { name: 'Search' }).click();
  await page.locator('[role=combobox]:focus').waitFor();
  await page.keyboard.type('secu');
  await checkLooks(page, 'search on a phone');
  await page.getByRole('option', { name: /^Security/ }).click();
  await heading(page, 'Security');
});
