import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerPerson } from '../../contract/registration.ts';
import { startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
import { startMailServer } from '../support/mail-server.ts';
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

test('a mail is shown as it would have looked, its link works, and nothing in it runs', async () => {
  const page = await openAs({ browser, server }, founder, '/outbox');
  await page.getByText('No mail yet').waitFor();
  await checkLooks(page, 'empty outbox');

  const body = {
    account: { email: 'karim.haddad@alder.example' },
    delivery: { channel: 'email' as const, message: 'Welcome <script>alert(1)</script>' },
  };
  await founder.call(registerPerson, { body });
  await page.getByRole('link', { name: 'Your place at Alder Institute is ready' }).waitFor();
  await checkLooks(page, 'outbox with a mail');
  await page.getByRole('link', { name: 'Your place at Alder Institute is ready' }).click();

  const mail = page.frameLocator('iframe');
  await mail.getByRole('link', { name: 'Choose a password' }).waitFor();
  await mail.getByText('Welcome <script>').waitFor();
  await checkLooks(page, 'a kept mail');
  const link = await page.getByLabel('The link in this mail').inputValue();
  expect(await mail.getByRole('link', { name: 'Choose a password' }).getAttribute('href')).toBe(link);
  expect(link).toMatch(new RegExp(`^${server.origin}/join#`));

  const [tab] = await Promise.all([
    page.waitForEvent('popup'),
    mail.getByRole('link', { name: 'Choose a password' }).click(),
  ]);
  await tab.getByRole('heading', { level: 1 }).waitFor();
  expect(new URL(tab.url()).pathname).toBe('/join');

  const invited = await browser.open(server.origin);
  await invited.goto(link);
  await invited.getByRole('button', { name: 'Come in' }).waitFor();

  await page.getByRole('tab', { name: 'As plain text' }).click();
  await page.getByText('Welcome <script>').waitFor();
  await page.getByText(link).first().waitFor();
  await checkLooks(page, 'a kept mail as text');
});

test('an address of no mail says that it would not be sent any more', async () => {
  const path = '/outbox/0199e2f5-6d0c-7c64-b1e8-5f3a0b6f2d11';
  const page = await openAs({ browser, server }, founder, path);
  await page.getByText('This mail would not be sent any more').waitFor();
  await checkLooks(page, 'a mail that is gone');
});

test('who is not the founder is not offered the outbox, and by its address told why', async () => {
  const anna = await makeMember(server, { slug: 'alder-institute', username: 'anna.rossi' });
  const page = await openAs({ browser, server }, anna, '/outbox');
  await page.getByText('Only the founder of the organization can open it.').waitFor();
  expect(await page.getByRole('link', { name: 'Outbox' }).count()).toBe(0);
});

test('with a mail server there is no outbox', async () => {
  const mails = await startMailServer();
  const sending = await startTestFoyer({ smtpUrl: mails.url });
  try {
    const birch = await sending.found('Birch House');
    const page = await openAs({ browser, server: sending }, birch, '/outbox');
    await page.getByText('Mails leave through your mail server').waitFor();
    expect(await page.getByRole('link', { name: 'Outbox' }).count()).toBe(0);
    await checkLooks(page, 'outbox with a mail server');
  } finally {
    await sending.stop();
    await mails.stop();
  }
});
