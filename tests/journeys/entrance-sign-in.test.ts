import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../../contract/sessions.ts';
import { askDatabase } from '../support/ask-database.ts';
import { startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
import { makeMember } from '../support/make-member.ts';
import { goodPassword, startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer } from '../support/test-foyer.ts';

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

describe('signing in', () => {
  it('asks for both, then says that they do not match, whether or not the account exists', async () => {
    const page = await openSignIn();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').filter({ hasText: '2 fields need you.' }).waitFor();
    expect(await nameOfFocus(page)).toBe('login');
    await checkLooks(page, 'sign-in with empty fields');

    for (const login of ['founder', 'nobody@alder.example']) {
      await fillIn(page, login, 'not the password at all');
      const refused = page
        .getByRole('alert')
        .filter({ hasText: 'Email or username and password do not match.' });
      await refused.waitFor();
      expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('alert');
    }
    await checkLooks(page, 'sign-in with a wrong pair');
  });

  it('by email or username, and stays signed in over a reload', async () => {
    const page = await openSignIn();
    await checkLooks(page, 'sign-in');
    await page.getByLabel('Keep me signed in on this device for 30 days').check();
    await fillIn(page, 'FOUNDER@alder-institute.example', goodPassword);
    await page.waitForURL(`${server.origin}/`);
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
  });

  it('says how long to wait after too many tries', async () => {
    await makeMember(server, { slug: 'alder-institute', username: 'karim' });
    const stranger = server.visitor();
    for (let tries = 0; tries < 11; tries++) {
      const body = { login: 'karim', password: 'not the password at all' };
      await stranger.call(signIn, { body }).catch(() => undefined);
    }
    // As after many more tries.
    const later = Date.now() + 9.5 * 60_000;
    await askDatabase(server, `update rate_limit set expire = $1 where key like 'turn:%'`, [later]);
    const page = await openSignIn();
    await fillIn(page, 'karim', goodPassword);
    await page.getByRole('alert').filter({ hasText: 'Too many tries' }).waitFor();
    expect(await page.getByRole('alert').last().textContent()).toContain('Try again in 10 minutes.');
    await checkLooks(page, 'sign-in after too many tries');
  });

  it('tells who knows the password that the account is suspended', async () => {
    const { accountId } = await makeMember(server, { slug: 'alder-institute', username: 'anna' });
    await askDatabase(server, `update account set state = 'suspended' where id = $1`, [accountId]);
    const page = await openSignIn();
    await fillIn(page, 'anna', goodPassword);
    await page.getByRole('alert').filter({ hasText: 'Account suspended' }).waitFor();
    await checkLooks(page, 'sign-in to a suspended account');
  });

  it('leads back to where one was when the session ended', async () => {
    const page = await openSignIn();
    await fillIn(page, 'founder', goodPassword);
    await page.waitForURL(`${server.origin}/`);
    await page.goto('/invitations?state=bounced');
    await page.getByRole('heading', { level: 1 }).waitFor();

    await askDatabase(server, `update session set expires_at = now()`);
    await page.reload();
    await page.getByText('Sign in to go on').waitFor();
    await checkLooks(page, 'sign-in after the session ended');
    await fillIn(page, 'founder', goodPassword);
    await page.waitForURL(`${server.origin}/invitations?state=bounced`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  it('says that no organization is at an address that names none', async () => {
    const page = await browser.open(server.origin);
    await page.goto('/o/willow/sign-in');
    await page.getByRole('heading', { name: 'No organization at this address' }).waitFor();
    await checkLooks(page, 'sign-in of no organization');
  });

  it('can show the password while it is typed, and takes a pasted one', async () => {
    const page = await openSignIn();
    const password = page.getByLabel('Password', { exact: true });
    await password.fill(goodPassword);
    await page.getByRole('button', { name: 'Show the password' }).click();
    expect(await password.getAttribute('type')).toBe('text');
    await page.getByRole('button', { name: 'Hide the password' }).click();
    expect(await password.getAttribute('type')).toBe('password');
    // Pasting is allowed everywhere (P1).
    await page.getByLabel('Email or username').fill('pasted in');
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Control+C');
    await password.fill('');
    await page.keyboard.press('Control+V');
    expect(await password.inputValue()).toBe('pasted in');
  });
});

describe('the page to go back to', () => {
  const hosts = ['evil.example', 'evil.example/%2f..', '@evil.example', '[::1]', 'evil。example'];
  const heads = [
    '//',
    '/\\',
    '\\\\',
    '/\t/',
    '/\n/',
    '/\r\n//',
    '///',
    '/./',
    '/..//',
    '/.//',
    '/%2e//',
    '\t//',
  ];
  const schemes = [
    'https://',
    'http:',
    'javascript:',
    'JaVaScRiPt:',
    'data:text/html,',
    'https:/',
    'blob:',
    '/https://',
  ];
  const tricks = [...heads, ...schemes].flatMap((start) => hosts.map((host) => start + host));

  it(`is never of another origin, for ${tricks.length} tricks`, async () => {
    const page = await openSignIn();
    const visited: URL[] = [];
    // The navigation is asked for by the page and really begins; without content the browser stays where it is.
    await page.route('**/*', async (route) => {
      const request = route.request();
      const { pathname } = new URL(request.url());
      if (!request.isNavigationRequest() || pathname === '/sign-in') return route.continue();
      visited.push(new URL(request.url()));
      return route.fulfill({ status: 204 });
    });
    await page.getByLabel('Password', { exact: true }).fill(goodPassword);
    for (const [index, trick] of tricks.entries()) {
      const address = JSON.stringify(`/sign-in?next=${encodeURIComponent(trick)}`);
      await page.evaluate(`history.replaceState(null, '', ${address})`);
      await page
        .getByLabel('Email or username')
        .fill(index % 2 ? 'founder' : 'founder@alder-institute.example');
      await page.keyboard.press('Enter');
      await expect.poll(() => visited.length, { timeout: 5000, interval: 5, message: trick }).toBe(index + 1);
    }
    expect(visited.filter(({ origin }) => origin !== server.origin)).toEqual([]);
    expect(visited.filter(({ href }) => href.slice(server.origin.length).startsWith('//'))).toEqual([]);
  });
});

async function openSignIn(): Promise<Page> {
  const page = await browser.open(server.origin);
  await page.goto('/sign-in');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  return page;
}

async function fillIn(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel('Email or username').fill(login);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
}

function nameOfFocus(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement.name');
}
