import { afterAll, beforeAll, expect, it } from 'vitest';
import { registerPerson } from '../../contract/registration.ts';
import type { Browser } from '../support/browser.ts';
import { startBrowser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
import { openAs } from '../support/open-as.ts';
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

it('the article of a page stands beside it, follows to the next, and makes room for a panel', async () => {
  const founder = await server.found('Alder Institute');
  await founder.call(registerPerson, {
    body: { account: { email: 'annika@people.example' }, delivery: { channel: 'none' } },
  });
  const page = await openAs({ browser, server }, founder, '/user-registration');
  const article = page.getByRole('complementary', { name: 'Help for this page' });
  const title = (name: string) => article.getByRole('heading', { level: 2, name, exact: true });
  const focused = () => page.evaluate<string>('document.activeElement.textContent');

  await page.getByRole('button', { name: 'Help', exact: true }).press('Enter');
  await title('User registration').waitFor();
  await article.getByRole('heading', { name: 'What happens then' }).waitFor();
  expect(await focused()).toBe('User registration');
  await checkLooks(page, 'help beside the registration');

  await page.getByRole('link', { name: 'Create a new internal user' }).click();
  await title('Create a new internal user').waitFor();
  // Not while something is typed: there Escape belongs to the field.
  await page.getByRole('button', { name: 'Help', exact: true }).focus();
  await page.keyboard.press('Escape');
  await article.waitFor({ state: 'detached' });
  expect(await focused()).toBe('Help');

  await page.goto('/invitations');
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  await title('Invitations').waitFor();
  await page
    .getByRole('link', { name: /annika/ })
    .first()
    .click();
  await page.getByRole('complementary', { name: 'Invitation of annika' }).waitFor();
  await article.waitFor({ state: 'detached' });

  // Over the panel: Escape closes the upper one first.
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  await title('Invitations').waitFor();
  await page.keyboard.press('Escape');
  await article.waitFor({ state: 'detached' });
  await page.getByRole('complementary', { name: 'Invitation of annika' }).waitFor();

  await page.goto('/settings');
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  for (const section of ['Look', 'Lifetimes and limits', 'Sender', 'Mail server', 'Mail texts', 'API keys']) {
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: section }).click();
    await article.getByRole('heading', { level: 2, name: new RegExp(section, 'i') }).waitFor();
  }

  await page.goto('/help');
  await page.getByText('Outbox', { exact: true }).last().click();
  await page.getByText('The mails that are kept here are not sent afterwards.').waitFor();
  await checkLooks(page, 'help page');
});
