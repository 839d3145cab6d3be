import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askDatabase } from '../support/ask-database.ts';
import { startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
import { startMailServer } from '../support/mail-server.ts';
import type { MailServer } from '../support/mail-server.ts';
import { makeMember } from '../support/make-member.ts';
import { startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer } from '../support/test-foyer.ts';

let server: TestFoyer;
let browser: Browser;
let post: MailServer;

const newPassword = 'velvet harbour seven pigeons';

beforeAll(async () => {
  post = await startMailServer();
  [server, browser] = await Promise.all([startTestFoyer({ smtpUrl: post.url }), startBrowser()]);
  await server.found('Alder Institute');
});

afterAll(async () => {
  await browser.stop();
  await server.stop();
  await post.stop();
});

describe('a forgotten password', () => {
  it('gets the same answer whether or not there is such an account', async () => {
    const answers: (string | null)[] = [];
    for (const login of ['founder', 'nobody.here']) {
      const page = await ask(login);
      await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor();
      expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
      answers.push(((await page.locator('main').textContent()) ?? '').replace(login, '…'));
      if (login === 'founder') await checkLooks(page, 'reset, sent');
    }
    expect(answers[0]).toBe(answers[1]);
  });

  it('is named as what is missing, when nothing is', async () => {
    const page = await browser.open(server.origin);
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByRole('heading', { name: 'Forgot your password?' }).waitFor();
    await checkLooks(page, 'reset');
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByRole('alert').filter({ hasText: 'One field needs you.' }).waitFor();
    expect(await page.evaluate('document.activeElement.name')).toBe('login');
  });

  it('is replaced where the link is pasted into the page that asked for it, or in place of another link', async () => {
    await makeMember(server, { slug: 'alder-institute', username: 'dora.lind' });
    const page = await ask('dora.lind');
    await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor();
    const mail = await post.waitForMail(({ to }) => to.startsWith('dora.lind@'));
    const link = mail.links.find((one) => one.includes('/reset-password#')) ?? '';
    await page.goto(link);
    await page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
    expect(page.url()).toBe(`${server.origin}/reset-password`);
    // Only the secret differs: the page is the same one to the browser.
    await page.goto(link.slice(0, -4));
    await page.getByRole('heading', { name: 'Choose a new password' }).waitFor({ state: 'hidden' });
    expect(page.url()).toBe(`${server.origin}/reset-password`);
  });

  it('is replaced by the link of the mail, once', async () => {
    await makeMember(server, { slug: 'alder-institute', username: 'anna.rossi' });
    const link = await linkFor('anna.rossi');
    const page = await browser.open(server.origin);
    await page.goto(link);
    await page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
    expect(page.url()).toBe(`${server.origin}/reset-password`);
    await checkLooks(page, 'reset, new password');

    await page.getByLabel('New password').fill('anna.rossi anna.rossi');
    await page.keyboard.press('Enter');
    await page.getByText('It is made of your address, your username').waitFor();
    expect(await page.evaluate('document.activeElement.name')).toBe('password');
    await checkLooks(page, 'reset, refused password');

    await page.getByLabel('New password').fill(newPassword);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your new password is set' }).waitFor();
    await checkLooks(page, 'reset, done');
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByLabel('Email or username').fill('anna.rossi');
    await page.getByLabel('Password', { exact: true }).fill(newPassword);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${server.origin}/`);

    await openAgain(page, link);
    await page.getByRole('heading', { name: 'Link used' }).waitFor();
    await checkLooks(page, 'reset by a used link');
    await page.getByRole('link', { name: 'Ask for a new link' }).click();
    await page.getByRole('heading', { name: 'Forgot your password?' }).waitFor();
  });

  it('is not replaced by a link that ended, or that is none', async () => {
    await makeMember(server, { slug: 'alder-institute', username: 'karim' });
    const link = await linkFor('karim');
    const page = await browser.open(server.origin);
    await page.goto(link);
    await page.getByLabel('New password').fill(newPassword);
    await askDatabase(server, `update password_reset set expires_at = now() where used_at is null`);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Link ended' }).waitFor();
    // Another time it is said before anything is typed.
    await openAgain(page, link);
    await page.getByRole('heading', { name: 'Link ended' }).waitFor();
    await checkLooks(page, 'reset by an expired link');

    await openAgain(page, `${link.slice(0, -4)}AAAA`);
    await page.getByRole('heading', { name: 'This link is not valid' }).waitFor();
  });
});

async function ask(login: string): Promise<Page> {
  const page = await browser.open(server.origin);
  await page.goto('/reset-password');
  await page.getByLabel('Email or username').fill(login);
  await page.keyboard.press('Enter');
  return page;
}

async function linkFor(login: string): Promise<string> {
  await ask(login);
  const mail = await post.waitForMail(({ to }) => to.startsWith(`${login}@`));
  const link = mail.links.find((address) => address.includes('/reset-password#'));
  if (link === undefined) throw new Error(`no link in "${mail.subject}"`);
  return link;
}

/** Also where the page is open already: another fragment alone would not load it again. */
async function openAgain(page: Page, link: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(link);
}
