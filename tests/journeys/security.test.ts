import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askForEmailChange } from '../../contract/email-change.ts';
import { getSession, signIn } from '../../contract/sessions.ts';
import { askDatabase } from '../support/ask-database.ts';
import { startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
import { emailChangeTokensOf } from '../support/mailed-tokens.ts';
import { makeMember } from '../support/make-member.ts';
import { openAs } from '../support/open-as.ts';
import { goodPassword, startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../support/test-foyer.ts';

const slug = 'alder-institute';

let server: TestFoyer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestFoyer(), startBrowser()]);
  await server.found('Alder Institute');
});
afterAll(async () => {
  await browser.stop();
  await server.stop();
});

const open = (visitor: Visitor) => openAs({ browser, server }, visitor, '/security');
const isIn = (visitor: Visitor) =>
  visitor.call(getSession).then(
    () => true,
    () => false,
  );

async function entered(login: string): Promise<Visitor> {
  const visitor = server.visitor();
  await visitor.call(signIn, { body: { login, password: goodPassword } });
  return visitor;
}

/** What a mailed link opens, in a browser where nobody is signed in. */
async function openLink(token: string): Promise<Page> {
  const page = await browser.open(server.origin);
  await page.goto(`/confirm-email#${token}`);
  await page.getByRole('heading', { level: 1, name: 'Confirm the new email' }).waitFor();
  return page;
}

test('sessions are ended from another browser: one, then all others', async () => {
  const anna = await makeMember(server, { slug, username: 'anna.rossi' });
  const here = await entered('anna.rossi');
  const there = await entered('anna.rossi');
  const page = await open(here);
  const rows = page.getByRole('table', { name: 'Where you are signed in' }).getByRole('row');
  await expect.poll(() => rows.count()).toBe(4);
  expect(await rows.nth(1).innerText()).toContain('(this one)');
  await checkLooks(page, 'security, three sessions');

  const doomed = page.getByRole('button', { name: 'End the session on' });
  await doomed.first().click();
  await expect.poll(() => rows.count()).toBe(3);
  expect(await page.evaluate('document.activeElement.id')).toBe('sessions');
  expect([await isIn(anna), await isIn(there)].filter(Boolean)).toHaveLength(1);

  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign out everywhere else?' });
  await dialog.getByRole('button', { name: 'Keep them' }).waitFor();
  await dialog.getByRole('button', { name: 'End 1 session' }).click();
  await expect.poll(() => rows.count()).toBe(2);
  expect(await Promise.all([here, anna, there].map(isIn))).toEqual([true, false, false]);
});

test('the email is changed by both mails; the password is asked for once more, and nothing typed is lost', async () => {
  const boris = await makeMember(server, { slug, username: 'boris' });
  const page = await open(boris);
  await page.getByRole('button', { name: 'Change email' }).click();
  await page.getByLabel('New email').fill('boris@elsewhere.example');
  await askDatabase(server, `update session set fresh_at = now() - interval '1 hour'`);
  await page.getByRole('button', { name: 'Send both mails' }).click();

  const dialog = page.getByRole('dialog', { name: 'Enter your password again' });
  await dialog.waitFor();
  await checkLooks(page, 'security, the password once more');
  await page.keyboard.press('Escape');
  await page.getByRole('alert').filter({ hasText: 'Sign in again' }).waitFor();
  expect(await page.getByLabel('New email').inputValue()).toBe('boris@elsewhere.example');
  await page.getByRole('button', { name: 'Send both mails' }).click();
  await dialog.getByLabel('Password', { exact: true }).fill('not what it is');
  await page.keyboard.press('Enter');
  await dialog.getByText('This is not your password.').waitFor();
  await dialog.getByLabel('Password', { exact: true }).fill(goodPassword);
  await page.keyboard.press('Enter');
  await page.getByText('Waiting for confirmation').waitFor();
  await checkLooks(page, 'security, waiting for confirmation');

  const tokens = await emailChangeTokensOf(server, boris.accountId);
  const older = await openLink(tokens.old);
  await checkLooks(older, 'confirm the email');
  await older.reload();
  await older.getByText('This link is not whole').waitFor();
  const oldAgain = await openLink(tokens.old);
  // A scanner presses by script: that counts for nothing (P10).
  await oldAgain.evaluate(`document.querySelectorAll('main button').forEach((button) => button.click())`);
  await oldAgain.getByRole('button', { name: 'Confirm' }).click();
  await oldAgain.getByText('Now the new address must confirm, too.').waitFor();
  const newer = await openLink(tokens.new);
  await newer.getByRole('button', { name: 'Confirm' }).click();
  await newer.getByText('From now on you sign in with boris@elsewhere.example').waitFor();

  await page.reload();
  await page.getByRole('region', { name: 'Your email' }).getByText('boris@elsewhere.example').waitFor();
  expect(await isIn(await entered('boris@elsewhere.example'))).toBe(true);
});

test('"this was not me" stops the change, and the other link says that it ended', async () => {
  const carla = await makeMember(server, { slug, username: 'carla' });
  const page = await open(carla);
  await page.getByRole('button', { name: 'Change email' }).click();
  await page.getByLabel('New email').fill('carla@elsewhere.example');
  await page.getByRole('button', { name: 'Send both mails' }).click();
  await page.getByText('Waiting for confirmation').waitFor();
  const tokens = await emailChangeTokensOf(server, carla.accountId);
  const mailbox = await openLink(tokens.old);
  await mailbox.getByRole('button', { name: 'This was not me' }).click();
  await mailbox.getByRole('heading', { name: 'The change is stopped' }).waitFor();
  const other = await browser.open(server.origin);
  await other.goto(`/confirm-email#${tokens.new}`);
  await other.getByRole('heading', { name: 'This link is used up' }).waitFor();
  await other.getByRole('link', { name: 'Sign in' }).waitFor();
});

test('an address that another account took meanwhile is said to be theirs; a link that ended says where to ask again', async () => {
  const dora = await makeMember(server, { slug, username: 'dora' });
  await dora.call(askForEmailChange, { body: { email: 'dora@elsewhere.example' } });
  const tokens = await emailChangeTokensOf(server, dora.accountId);
  const older = await openLink(tokens.old);
  await older.getByRole('button', { name: 'Confirm' }).click();
  await older.getByText('Now the new address must confirm, too.').waitFor();
  const thief = await makeMember(server, { slug, username: 'thief' });
  const address = 'dora@elsewhere.example';
  await askDatabase(server, 'update account set email = $2, email_canonical = $2 where id = $1', [
    thief.accountId,
    address,
  ]);
  const newer = await openLink(tokens.new);
  await newer.getByRole('button', { name: 'Confirm' }).click();
  await newer.getByText('This address belongs to another account by now').waitFor();
  await checkLooks(newer, 'confirm the email, taken meanwhile');
  const page = await open(dora);
  await page.getByText('The change to dora@elsewhere.example can’t be completed').waitFor();
  await checkLooks(page, 'security, the new email taken meanwhile');
  await askDatabase(server, `update mail set created_at = created_at - interval '1 hour'`);
  await page.getByRole('button', { name: 'Choose another address' }).click();
  await page.getByLabel('New email').fill('dora@third.example');
  await page.getByRole('button', { name: 'Send both mails' }).click();
  await page.getByText('Waiting for confirmation').waitFor();
  await page.getByText('dora@third.example: not confirmed yet').waitFor();
  await askDatabase(server, `update email_change set expires_at = now() - interval '1 minute'`);
  const late = await browser.open(server.origin);
  await late.goto(`/confirm-email#${(await emailChangeTokensOf(server, dora.accountId)).new}`);
  await late.getByText('Ask for the change again in Security.').waitFor();
});
