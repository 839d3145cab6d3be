import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkAxe, phone, startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkFits } from '../support/check-looks.ts';
import { startTestFoyer } from '../support/test-foyer.ts';
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

test('the documentation is read without a script, by its anchors, on a phone too', async () => {
  const page = await browser.open(server.origin);
  await page.goto('/api/docs');
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /registerPerson/ })
    .click();
  const operation = page.locator('#registerPerson');
  await operation.getByText('Needs the permission user-registration:access.').waitFor();
  await operation.getByRole('link', { name: 'Invitation', exact: true }).click();
  expect(new URL(page.url()).hash).toBe('#schema-Invitation');
  expect(await page.locator('script').count()).toBe(0);
  await checkAxe(page, 'documentation of the API');
  await page.setViewportSize(phone);
  await page.emulateMedia({ colorScheme: 'dark' });
  await checkFits(page, 'documentation of the API');
  await checkAxe(page, 'documentation of the API, dark, on a phone');
  // Fourteen thousand elements on one page: their colours alone take axe ten times as long as a page of the application.
}, 180_000);
