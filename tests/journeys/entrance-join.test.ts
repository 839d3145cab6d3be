import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revokeInvitation } from '../../contract/invitations.ts';
import { joinOrganization } from '../../contract/join.ts';
import { registerPerson } from '../../contract/registration.ts';
import { askDatabase } from '../support/ask-database.ts';
import { desktop, phone, startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
import { startMailServer } from '../support/mail-server.ts';
import type { MailServer } from '../support/mail-server.ts';
import { goodPassword, startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer } from '../support/test-foyer.ts';

let server: TestFoyer;
let browser: Browser;
let post: MailServer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;

beforeAll(async () => {
  post = await startMailServer();
  [server, browser] = await Promise.all([startTestFoyer({ smtpUrl: post.url }), startBrowser()]);
  founder = await server.found('Alder Institute');
});

afterAll(async () => {
  await browser.stop();
  await server.stop();
  await post.stop();
});

const message = 'See you on Monday! Before you come, look at the guide for new colleagues.';

describe('joining by an invitation', () => {
  it('welcomes, names what the password lacks, takes a suggested one, and the person is in', async () => {
    const { link } = await invite('anna.rossi', { message });
    const page = await browser.open(server.origin, { viewport: phone });
    await page.goto(link);
    await page.getByRole('heading', { name: 'Welcome to Alder Institute' }).waitFor();
    await page.getByText(message).waitFor();
    expect(await page.getByLabel('Email').inputValue()).toBe('anna.rossi@alder.example');
    expect(await page.getByLabel('Email').isEditable()).toBe(false);
    expect(await page.getByLabel('Username').inputValue()).toBe('anna.rossi');
    await checkLooks(page, 'join');

    const password = page.getByLabel('Password', { exact: true });
    await page.getByRole('button', { name: 'Come in' }).click();
    await page.getByText('This is needed.').waitFor();
    expect(await nameOfFocus(page)).toBe('password');

    await password.fill('anna.rossi anna.rossi');
    await page.getByText('Too weak').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('It is made of your address, your username').waitFor();
    expect(await nameOfFocus(page)).toBe('password');
    const description = await page.evaluate<string>(
      "document.getElementById(document.activeElement.getAttribute('aria-describedby').split(' ')[0]).textContent",
    );
    expect(description).toContain('It is made of your address');
    await checkLooks(page, 'join with a refused password');

    await page.getByRole('button', { name: 'Suggest a passphrase' }).click();
    const suggested = await page.getByText(/^Suggested: /).textContent();
    expect(suggested).toContain(await password.inputValue());
    await page.getByText('Strong password').waitFor();
    await checkLooks(page, 'join with a suggested passphrase');
    await page.getByRole('button', { name: 'Come in' }).click();
    await page.waitForURL(`${server.origin}/`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  it('by an expired link: asks for a new one, which comes by mail and works', async () => {
    const { id } = await invite('karim', { channel: 'email' });
    const link = await mailedLink('karim', '/join#');
    await expect.poll(() => stateOf(id)).toBe('sent');
    await askDatabase(server, `update invitation set expires_at = now() - interval '1 day' where id = $1`, [
      id,
    ]);
    // No second mail within a minute of the first (P9).
    await askDatabase(server, `update mail set created_at = now() - interval '8 days' where about_id = $1`, [
      id,
    ]);
    const page = await browser.open(server.origin);
    await page.goto(link);
    await page.getByRole('heading', { name: /^This link ended on / }).waitFor();
    await checkLooks(page, 'join, expired');
    await page.getByRole('button', { name: 'Send me a new link' }).click();
    await page.getByRole('heading', { name: 'A new link is on its way' }).waitFor();
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    await checkLooks(page, 'join, renewed');

    const renewed = await mailedLink('karim', '/join#', link);
    await post.waitForMail(({ to, subject }) => to === founder.email && subject.includes('new link'));
    await reopen(page, renewed);
    await page.getByLabel('Password', { exact: true }).fill(goodPassword);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${server.origin}/`);
  });

  it('by a revoked, a used, an unknown or half a link: a kind page each', async () => {
    const page = await browser.open(server.origin);
    const revoked = await invite('revoked');
    await founder.call(revokeInvitation, { params: { id: revoked.id } });
    await page.goto(revoked.link);
    await page.getByRole('heading', { name: 'This link does not work any more' }).waitFor();
    await page.getByRole('banner').getByText('Alder Institute').waitFor();
    await checkLooks(page, 'join, revoked');

    const used = await invite('used');
    await server
      .visitor()
      .call(joinOrganization, { body: { token: tokenOf(used.link), password: goodPassword } });
    await reopen(page, used.link);
    await page.getByRole('heading', { name: 'You are in already' }).waitFor();
    await page.getByRole('banner').getByText('Alder Institute').waitFor();
    await checkLooks(page, 'join, used');
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.waitForURL('**/sign-in');

    await reopen(page, `${used.link.slice(0, -4)}AAAA`);
    await page.getByRole('heading', { name: 'This link is not valid' }).waitFor();
    expect(await page.getByText('Alder Institute').count()).toBe(0);
    await checkLooks(page, 'join, unknown');

    await reopen(page, '/join');
    await page.getByRole('heading', { name: 'This link is not whole' }).waitFor();
    await checkLooks(page, 'join without a token');
  });

  it('while the link ends under the form, says so in its place', async () => {
    const { id, link } = await invite('late');
    const page = await browser.open(server.origin);
    await page.goto(link);
    await page.getByLabel('Password', { exact: true }).fill(goodPassword);
    await founder.call(revokeInvitation, { params: { id } });
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Invitation withdrawn' }).waitFor();
  });

  it('while someone else is signed in: says who, and goes on after they signed out', async () => {
    const { link } = await invite('ines');
    const page = await browser.open(server.origin);
    await page.goto('/sign-in');
    await page.getByLabel('Email or username').fill('founder');
    await page.getByLabel('Password', { exact: true }).fill(goodPassword);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${server.origin}/`);

    await reopen(page, link);
    await page.getByRole('heading', { name: 'You are signed in as founder' }).waitFor();
    await checkLooks(page, 'join as another');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Welcome to Alder Institute' }).waitFor();
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    await page.getByLabel('Password', { exact: true }).fill(goodPassword);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${server.origin}/`);
    await page.getByRole('button', { name: /ines/ }).waitFor();
  });

  it('"this is not me": the mail\'s link asks before it acts, and the inviter hears of it', async () => {
    const { id } = await invite('wrong.person', { channel: 'email' });
    const notMe = await mailedLink('wrong.person', '/join?not-me#');
    const page = await browser.open(server.origin);
    await page.goto(notMe);
    await page.getByRole('heading', { name: 'Stop this invitation?' }).waitFor();
    await checkLooks(page, 'join, not me');
    await expect.poll(() => stateOf(id)).toBe('sent');

    await page.getByRole('button', { name: 'Keep the invitation' }).click();
    await page.getByRole('heading', { name: 'Welcome to Alder Institute' }).waitFor();
    await page.getByRole('button', { name: 'Tell us, and this invitation is stopped' }).click();
    await page.getByRole('button', { name: 'Stop the invitation' }).click();
    await page.getByRole('heading', { name: 'The invitation is stopped' }).waitFor();
    await checkLooks(page, 'join, declined');
    expect(await stateOf(id)).toBe('revoked');
    await post.waitForMail(({ to, subject }) => to === founder.email && subject.includes('declined'));

    await reopen(page, notMe);
    await page.getByRole('heading', { name: 'This link does not work any more' }).waitFor();
  });

  it('without an answer of the server says so, and loses nothing', async () => {
    const { link } = await invite('offline');
    const page = await browser.open(server.origin, { viewport: desktop });
    await page.goto(link);
    await page.getByLabel('Password', { exact: true }).fill(goodPassword);
    await page.getByText('Strong password').waitFor();
    await page.context().setOffline(true);
    await page.keyboard.press('Enter');
    await page.getByText('The server could not be reached').waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Come in' }).click();
    await page.waitForURL(`${server.origin}/`);
  });
});

async function invite(
  username: string,
  delivery: { readonly message?: string; readonly channel?: 'link' | 'email' } = {},
): Promise<{ readonly id: string; readonly link: string }> {
  const account = { email: `${username}@alder.example` };
  const { invitation, link = '' } = await founder.call(registerPerson, {
    body: { account, delivery: { channel: 'link', ...delivery } },
  });
  return { id: invitation.id, link };
}

/** From the mail that really came; `before` is the link of an earlier one. */
async function mailedLink(username: string, start: string, before?: string): Promise<string> {
  const fits = (link: string) => link.includes(start) && link !== before;
  const mail = await post.waitForMail(
    ({ to, links }) => to === `${username}@alder.example` && links.some(fits),
  );
  return mail.links.find(fits) ?? '';
}

/** Also where the page is open already: another fragment alone would not load it again. */
async function reopen(page: Page, link: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(link);
}

async function stateOf(id: string): Promise<string | undefined> {
  const [row] = await askDatabase<{ state: string }>(server, 'select state from invitation where id = $1', [
    id,
  ]);
  return row?.state;
}

function tokenOf(link: string): string {
  return link.split('#')[1] ?? '';
}

function nameOfFocus(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement.name');
}
