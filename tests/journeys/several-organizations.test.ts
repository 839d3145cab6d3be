import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerPerson } from '../../contract/registration.ts';
import { startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
import { startMailServer } from '../support/mail-server.ts';
import type { MailServer } from '../support/mail-server.ts';
import { makeMember } from '../support/make-member.ts';
import { goodPassword, startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer } from '../support/test-foyer.ts';

let server: TestFoyer;
let browser: Browser;
let post: MailServer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;

beforeAll(async () => {
  post = await startMailServer();
  [server, browser] = await Promise.all([startTestFoyer({ smtpUrl: post.url }), startBrowser()]);
  await server.found('Alder Institute');
  founder = await server.found('Birch College');
});

afterAll(async () => {
  await browser.stop();
  await server.stop();
  await post.stop();
});

describe('where several organizations share the server', () => {
  it('sign-in asks which one, and leads to its own pages', async () => {
    const page = await browser.open(server.origin);
    await page.goto('/sign-in');
    await page.getByLabel('Organization').waitFor();
    await checkLooks(page, 'sign-in among several');
    await page.getByLabel('Email or username').fill('founder');
    await page.getByLabel('Password', { exact: true }).fill(goodPassword);
    await page.keyboard.press('Enter');
    await page.getByText('Which organization?').waitFor();

    await page.getByLabel('Organization').fill('birch-college');
    await page.keyboard.press('Enter');
    await atHomeOf(page, 'birch-college', 'Birch College');
  });

  it('an address that names one asks for none, and comes back to its pages', async () => {
    const page = await browser.open(server.origin);
    await page.goto('/o/birch-college/invitations?state=expired');
    await page.waitForURL('**/o/birch-college/sign-in?next=*');
    await page.getByText('Birch College').first().waitFor();
    expect(await page.getByLabel('Organization').count()).toBe(0);
    await signIn(page, 'founder');
    await page.waitForURL(`${server.origin}/o/birch-college/invitations?state=expired`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  it('an invitation of the second one leads to its own pages', async () => {
    const { link = '' } = await founder.call(registerPerson, {
      body: { account: { email: 'ines@birch.example' }, delivery: { channel: 'link' } },
    });
    expect(link).toMatch(`${server.origin}/o/birch-college/join#`);
    const page = await browser.open(server.origin);
    await page.goto(link);
    await page.getByRole('heading', { name: 'Welcome to Birch College' }).waitFor();
    expect(page.url()).toBe(`${server.origin}/o/birch-college/join`);
    await page.getByLabel('Password', { exact: true }).fill(goodPassword);
    await page.keyboard.press('Enter');
    await atHomeOf(page, 'birch-college', 'Birch College');

    // Used, it knows where to sign in.
    await page.context().clearCookies();
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.waitForURL(`${server.origin}/o/birch-college/sign-in`);
  });

  it('a forgotten password is asked for and replaced where one is', async () => {
    await makeMember(server, { slug: 'birch-college', username: 'karim' });
    const page = await browser.open(server.origin);
    await page.goto('/reset-password');
    await page.getByLabel('Email or username').fill('karim');
    await page.getByLabel('Organization').fill('birch-college');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor();

    const mail = await post.waitForMail(({ to }) => to === 'karim@birch-college.example');
    const link = mail.links.find((address) => address.includes('/reset-password#')) ?? '';
    await page.goto(link);
    await page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
    await page.getByText('Birch College').first().waitFor();
    await page.getByLabel('New password').fill('velvet harbour seven pigeons');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.waitForURL(`${server.origin}/o/birch-college/sign-in`);
    await signIn(page, 'karim', 'velvet harbour seven pigeons');
    await atHomeOf(page, 'birch-college', 'Birch College');
  });
});

async function signIn(page: Page, login: string, password = goodPassword): Promise<void> {
  await page.getByLabel('Email or username').fill(login);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
}

async function atHomeOf(page: Page, slug: string, name: string): Promise<void> {
  await page.waitForURL(`${server.origin}/o/${slug}/`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.title()).toContain(name);
}
