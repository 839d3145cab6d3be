import { writeFile, rm, mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeOrganization, getOrganization } from '../../contract/settings.ts';
import { registerPerson } from '../../contract/registration.ts';
import { checkAxe, desktop, phone, startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
import { startMailServer } from '../support/mail-server.ts';
import type { MailServer } from '../support/mail-server.ts';
import { openAs } from '../support/open-as.ts';
import { samplePicture } from '../support/sample-picture.ts';
import { startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer } from '../support/test-foyer.ts';

const login = { user: 'foyer', password: 'a password of the mail server' };

let server: TestFoyer;
let browser: Browser;
let mails: MailServer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
let folder = '';

beforeAll(async () => {
  [server, browser, mails, folder] = await Promise.all([
    startTestFoyer({ smtpNetworks: ['127.0.0.0/8'] }),
    startBrowser(),
    startMailServer(0, { login }),
    mkdtemp(path.join(os.tmpdir(), 'foyer-logo-')),
  ]);
  founder = await server.found('Alder Institute');
});
afterAll(async () => {
  await browser.stop();
  await server.stop();
  await mails.stop();
  await rm(folder, { recursive: true });
});

test('what another saved meanwhile is a choice, and what is not saved is not left by mistake', async () => {
  const page = await openAs({ browser, server }, founder, '/settings/limits');
  const reminders = page.getByLabel('Reminders at most', { exact: true });
  const save = page.getByRole('button', { name: 'Save' });
  /** Another person of the house, in the version that is the newest. */
  const another = async (most: number) => {
    const { version } = await founder.call(getOrganization);
    await founder.call(changeOrganization, { body: { version, reminders: most } });
  };

  await another(4);
  await reminders.fill('1');
  await save.click();
  await page.getByRole('button', { name: 'Keep mine' }).waitFor();
  await checkLooks(page, 'settings, saved by another meanwhile');
  await page.getByRole('button', { name: 'See theirs' }).click();
  await expect.poll(() => reminders.inputValue()).toBe('4');

  await another(5);
  await reminders.fill('1');
  await save.click();
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await page.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
  expect((await founder.call(getOrganization)).reminders).toBe(1);

  await reminders.fill('3');
  const home = page.getByRole('navigation').getByRole('link', { name: 'Home' });
  await home.click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await checkAxe(page, 'settings, not saved');
  // Enter is the harmless button.
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  expect(await reminders.inputValue()).toBe('3');
  await home.click();
  await dialog.getByRole('button', { name: 'Leave without saving' }).click();
  await page.waitForURL(`${server.origin}/`);
  expect((await founder.call(getOrganization)).reminders).toBe(1);
});

test('how fast mails of many leave, and which bulk invites wait for a second person, is set and taken away again', async () => {
  const page = await openAs({ browser, server }, founder, '/settings/limits');
  const pace = page.getByLabel('Mails of a bulk invite in one minute, at most (optional)', { exact: true });
  const rows = page.getByLabel('Rows from which a second person must agree (optional)', { exact: true });
  const save = page.getByRole('button', { name: 'Save' });
  const settings = async () => {
    const { mailsPerMinute, importApprovalRows } = await founder.call(getOrganization);
    return [mailsPerMinute, importApprovalRows];
  };
  await pace.fill('0');
  await rows.fill('some');
  await save.click();
  await expect.poll(() => pace.getAttribute('aria-invalid')).toBe('true');
  expect(await rows.getAttribute('aria-invalid')).toBe('true');
  expect(await settings()).toEqual([null, null]);
  await checkLooks(page, 'settings, limits out of range');
  await pace.fill('600');
  await rows.fill('1000');
  await save.click();
  await expect.poll(settings).toEqual([600, 1000]);
  await page.reload();
  await expect.poll(() => pace.inputValue()).toBe('600');
  expect(await rows.inputValue()).toBe('1000');
  await pace.fill('');
  await rows.fill('');
  await save.click();
  await expect.poll(settings).toEqual([null, null]);
});

test('name, logo, colour, mail server and an Italian text are changed, and the invited person sees them all', async () => {
  const picture = path.join(folder, 'logo.png');
  await writeFile(picture, samplePicture());
  const page = await openAs({ browser, server }, founder, '/settings');
  const saved = () => page.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
  await page.getByLabel('Name', { exact: true }).fill('Alder House');
  await page.getByRole('button', { name: 'Save' }).click();
  await saved();
  await checkLooks(page, 'settings, organization');

  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Look' }).click();
  await page.getByLabel('Choose a picture').setInputFiles(picture);
  await page.getByText('The logo is in place.').waitFor();
  await page.getByLabel('Colour (optional)').fill('#00aaff');
  await page.getByText('The nearest that works is').waitFor();
  await page
    .getByRole('button', { name: /#0074b1|#/ })
    .first()
    .click();
  await page.getByText('can be read.', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await saved();
  await checkLooks(page, 'settings, look');

  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Mail server' }).click();
  await page.getByLabel('Server', { exact: true }).fill('127.0.0.1');
  await page.getByLabel('Port', { exact: true }).fill(new URL(mails.url).port);
  await page.getByLabel('User (optional)', { exact: true }).fill(login.user);
  const password = page.getByLabel('Password (optional)', { exact: true });
  await password.fill(login.password);
  await page.getByRole('button', { name: 'Connect and save' }).click();
  await saved();
  // Kept, and shown to nobody any more.
  await page.getByText('One is kept.').waitFor();
  expect(await password.inputValue()).toBe('');
  await page.getByRole('button', { name: 'Send a test mail' }).click();
  await page.getByText('The mail server took the mail').waitFor();
  expect((await mails.waitForMail(({ to }) => to === founder.email)).html).toContain('Alder House');
  await checkLooks(page, 'settings, mail server');
  // On a phone the sections are a menu, so that the page begins where one looks.
  await page.setViewportSize(phone);
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button').click();
  await page.getByRole('menuitem', { name: 'Sender' }).click();
  await page.getByRole('heading', { level: 1, name: 'Sender' }).waitFor();
  expect((await page.getByRole('heading', { level: 1 }).boundingBox())?.y).toBeLessThan(200);
  await page.setViewportSize(desktop);

  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Mail texts' }).click();
  const kinds = await page.getByLabel('Mail', { exact: true }).locator('option').allTextContents();
  expect(kinds.filter((kind) => /[._]/.test(kind))).toEqual([]);
  await page.getByLabel('Mail', { exact: true }).selectOption('Identity returned');
  const open = page.getByRole('navigation', { name: 'Settings' }).locator('[aria-current=page]');
  expect(await open.innerText()).toBe('Mail texts');
  await page.getByText('Your words are said for one as for several').waitFor();
  await page.getByLabel('Subject', { exact: true }).waitFor();
  await page.getByLabel('Mail', { exact: true }).selectOption('Invitation');
  await page.getByLabel('Language').selectOption('it');
  await page.getByLabel('Heading').fill('Benvenuta in {organization}');
  await page.getByRole('button', { name: 'Save' }).click();
  await saved();
  await checkLooks(page, 'settings, mail texts');

  await founder.call(registerPerson, {
    body: { account: { email: 'anna@people.example', language: 'it' }, delivery: { channel: 'email' } },
  });
  const mail = await mails.waitForMail(({ to }) => to === 'anna@people.example');
  expect(mail.html).toContain('Benvenuta in Alder House');
  const link = mail.links.find((one) => one.includes('/join#')) ?? '';
  const hers = await browser.open(server.origin);
  await hers.goto(link);
  await hers.getByRole('heading', { level: 1 }).waitFor();
  await hers.getByText('Alder House').first().waitFor();
  expect(await hers.locator('img[src^="/logo/"]').count()).toBe(1);
  expect(await hers.locator('html').getAttribute('style')).toMatch(/--mantine-color-plum-7: ?#(?!7a365f)/i);
});
