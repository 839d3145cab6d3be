import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { signIn } from '../../contract/sessions.ts';
import { askDatabase } from '../support/ask-database.ts';
import { desktop, phone, startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
import { openAs } from '../support/open-as.ts';
import { createTestDatabase } from '../support/test-database.ts';
import type { TestDatabase } from '../support/test-database.ts';
import { goodPassword, startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer } from '../support/test-foyer.ts';

// Nothing typed is lost: by a session that ended, by a server that stops and starts.

const slug = 'alder-institute';
const form = '/user-registration/new-internal-user';

let database: TestDatabase;
let server: TestFoyer;
let browser: Browser;
let founder: Awaited<ReturnType<TestFoyer['found']>>;

beforeAll(async () => {
  database = await createTestDatabase();
  [server, browser] = await Promise.all([startTestFoyer({ database }), startBrowser()]);
  await server.found('Alder Institute');
});
beforeEach(async () => {
  const visitor = server.visitor();
  await visitor.call(signIn, { body: { login: 'founder', password: goodPassword } });
  founder = { ...visitor, slug, email: '' };
});
afterAll(async () => {
  await browser.stop();
  await server.stop();
  await database.drop();
});

const open = (path: string) => openAs({ browser, server }, founder, path);
const endSessions = () => askDatabase(server, 'update session set ended_at = now() where ended_at is null');
const registered = (email: string) =>
  askDatabase(server, 'select 1 from account where email_canonical = $1', [email]);

/** Whatever words and controls lie under the notice that the server is lost. */
const underNotice = `(() => {
  const notice = [...document.querySelectorAll('[role="status"]')]
    .find(({ textContent }) => textContent.startsWith('The server does not answer.'));
  const { left, right, top, bottom } = notice.getBoundingClientRect();
  const found = [0.02, 0.2, 0.4, 0.6, 0.8, 0.98].flatMap((across) => [0.1, 0.5, 0.9].flatMap((down) =>
    document.elementsFromPoint(left + (right - left) * across, top + (bottom - top) * down)));
  const says = (element) => element.textContent !== '' || element.matches('a, button, input, svg');
  const under = found.filter((element) => says(element) && !notice.contains(element) && !element.contains(notice));
  return [...new Set(under.map((element) => element.tagName + ' ' + element.textContent.slice(0, 40)))];
})()`;

async function fillIn(page: Page, email: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Email' }).fill(email);
  await page.getByText('This address is free to use.').waitFor();
  await page.getByRole('textbox', { name: 'Personal message' }).fill('See you on Monday.');
}

it('a session that ended is begun again over the page, and what was sent goes on', async () => {
  const page = await open(form);
  await fillIn(page, 'noor@alder.example');
  await endSessions();
  await page.getByRole('button', { name: 'Create account and link' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.waitFor();
  expect(await page.evaluate('document.activeElement.name')).toBe('password');
  await checkLooks(page, 'session ended');
  await page.keyboard.press('Escape');
  await dialog.getByLabel('Password', { exact: true }).fill('not what it is');
  await dialog.getByRole('button', { name: 'Sign in and go on' }).click();
  await dialog.getByText('Email or username and password do not match.').waitFor();
  await dialog.getByLabel('Password', { exact: true }).fill(goodPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'The link is ready to hand over' }).waitFor();
  expect(await registered('noor@alder.example')).toHaveLength(1);
});

it('a server that stops and starts while a form is sent is waited for, and it is done once', async () => {
  const page = await open(form);
  await fillIn(page, 'ines@alder.example');
  const port = Number(new URL(server.origin).port);
  await server.stop();
  await page.getByRole('button', { name: 'Create account and link' }).click();
  await page.getByText('The server does not answer.').waitFor();
  await checkLooks(page, 'server lost');
  server = await startTestFoyer({ database, port });
  await page.getByRole('heading', { level: 1, name: 'The link is ready to hand over' }).waitFor();
  await page.getByText('The server does not answer.').waitFor({ state: 'detached' });
  expect(await registered('ines@alder.example')).toHaveLength(1);
});

it('says above the page that the server is lost, and covers nothing of it, nor of what lies over it', async () => {
  const page = await open(form);
  const notice = page.getByRole('status').filter({ hasText: 'The server does not answer.' });
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  const help = page.getByRole('complementary', { name: 'Help' });
  await help.waitFor();
  await page.route(/\/api\/|\/readyz$/, (route) => route.abort());
  await page.getByRole('textbox', { name: 'Email' }).fill('lost@alder.example');
  await notice.waitFor();
  for (const width of [desktop, phone]) {
    await page.setViewportSize(width);
    await page.evaluate('scrollTo(0, 0)');
    await expect
      .poll(() => page.evaluate<string[]>(underNotice), { message: `covered at ${width.width} px` })
      .toEqual([]);
  }
  await page.unroute(/\/api\/|\/readyz$/);
  await notice.waitFor({ state: 'detached' });
});

it('a server that hangs is said to be lost, and what was sent to it goes on when it answers', async () => {
  // Of its own, for its clock stays with it.
  const page = await openAs({ browser, server }, founder, form, {});
  await fillIn(page, 'hana@alder.example');
  let hangs = true;
  await page.route(/\/api\/v1\/registrations$|\/readyz$/, (route) => hangs || route.fallback());
  await page.clock.install();
  await page.getByRole('button', { name: 'Create account and link' }).click();
  await page.clock.fastForward(11_000);
  await page.getByText('The server does not answer.').waitFor();
  hangs = false;
  await page.getByRole('heading', { level: 1, name: 'The link is ready to hand over' }).waitFor();
  expect(await registered('hana@alder.example')).toHaveLength(1);
});

it('a save that went through, and was not answered, is done once and no other’s', async () => {
  const page = await openAs({ browser, server }, founder, '/settings', {
    mayFail: /\/api\/v1\/organization$/,
  });
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('Alder House');
  const keys: (string | undefined)[] = [];
  await page.route('**/api/v1/organization', async (route) => {
    if (route.request().method() !== 'PATCH') return route.fallback();
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length > 1) return route.fallback();
    await route.fetch();
    return route.abort();
  });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved.', { exact: true }).waitFor();
  expect(keys).toEqual([expect.stringMatching(/./), keys[0]]);
  expect(
    await askDatabase(server, `select count(*)::int from activity where action = 'organization.changed'`),
  ).toEqual([{ count: 1 }]);
});

it('what is on its way has its place, and what could not be had says so', async () => {
  const page = await open('/my-data');
  const begun = Promise.withResolvers<void>();
  await page.route('**/api/v1/me/identity', async (route) => {
    await begun.promise;
    const problem = { type: 'about:blank', code: 'too_many_requests', status: 429, requestId: 'a reference' };
    await route.fulfill({ status: 429, json: { ...problem, title: 'Too many', detail: 'Wait a little.' } });
  });
  await page.reload();
  await page.getByRole('status', { name: 'Loading' }).waitFor();
  await checkLooks(page, 'one’s own identity on its way');
  begun.resolve();
  await page.getByText('Your digital identity could not be loaded').waitFor();
  await page.unroute('**/api/v1/me/identity');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('region', { name: 'Digital identity' }).getByText('Personal code').waitFor();
});

it('what was typed is kept as a draft: over a reload, and over a sign-in on the page for it', async () => {
  const page = await open(form);
  await fillIn(page, 'kept@alder.example');
  await page.getByText('Draft kept').waitFor();
  await page.reload();
  const email = page.getByRole('textbox', { name: 'Email' });
  await email.waitFor();
  expect(await email.inputValue()).toBe('kept@alder.example');
  await endSessions();
  await page.reload();
  await page.getByText('You come back to where you were.').waitFor();
  await page.getByLabel('Email or username').fill('founder');
  await page.getByLabel('Password', { exact: true }).fill(goodPassword);
  await page.keyboard.press('Enter');
  await page.getByText('Draft kept').waitFor();
  expect(await email.inputValue()).toBe('kept@alder.example');
  await page.getByText('This address is free to use.').waitFor();
  await checkLooks(page, 'a draft');
  await page.getByRole('button', { name: 'Begin anew' }).click();
  await expect.poll(() => email.inputValue()).toBe('');
  await page.reload();
  await email.waitFor();
  expect(await email.inputValue()).toBe('');
});

it('what was sent is no draft any more', async () => {
  const page = await open(form);
  await fillIn(page, 'sent@alder.example');
  await page.getByText('Draft kept').waitFor();
  await page.getByRole('button', { name: 'Create account and link' }).click();
  await page.getByRole('heading', { level: 1, name: 'The link is ready to hand over' }).waitFor();
  await page.goto(form);
  expect(await page.getByRole('textbox', { name: 'Email' }).inputValue()).toBe('');
});

it('a page whose code an upgrade replaced is loaded anew, once, and the draft of the one before is kept', async () => {
  const page = await openAs({ browser, server }, founder, form, { mayFail: /\/assets\// });
  await fillIn(page, 'upgraded@alder.example');
  await page.getByText('Draft kept').waitFor();
  let asked = 0;
  let loaded = 0;
  page.on('load', () => (loaded += 1));
  await page.route(/\/assets\/outbox-page/, async (route) => {
    asked += 1;
    await (asked <= 2 ? route.fulfill({ status: 404 }) : route.continue());
  });
  await page.getByRole('link', { name: 'Outbox' }).click();
  await page.getByRole('heading', { level: 1, name: 'Outbox' }).waitFor();
  await expect.poll(() => loaded).toBe(1);
  await page.goto(form);
  expect(await page.getByRole('textbox', { name: 'Email' }).inputValue()).toBe('upgraded@alder.example');
});

it('a page whose code was not there yet is opened when the server is back', async () => {
  const page = await openAs({ browser, server }, founder, '/', { mayFail: /\/assets\// });
  const port = Number(new URL(server.origin).port);
  await server.stop();
  await page.getByRole('link', { name: 'Help' }).click();
  await page.getByText('The server does not answer.').waitFor();
  server = await startTestFoyer({ database, port });
  await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor();
});
