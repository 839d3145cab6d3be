import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerPerson } from '../../contract/registration.ts';
import { askDatabase } from '../support/ask-database.ts';
import { startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { goodPassword, startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer } from '../support/test-foyer.ts';

let server: TestFoyer;
let browser: Browser;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
let invited = 0;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestFoyer(), startBrowser()]);
  founder = await server.found('Alder Institute');
});

afterAll(async () => {
  await browser.stop();
  await server.stop();
});

describe('reading a link spends nothing (P10)', () => {
  it('by 100 GETs and HEADs, with and without the token where it does not belong', async () => {
    const { id, link, token } = await invite();
    const asked = Array.from({ length: 100 }, async (_, index) => {
      const method = index % 2 ? 'GET' : 'HEAD';
      const address = index % 4 < 2 ? link : `${server.origin}/join?token=${token}`;
      return (await fetch(address, { method })).status;
    });
    expect(new Set(await Promise.all(asked))).toEqual(new Set([200]));
    expect(await stateOf(id)).toBe('handed_over');
  });

  it('by 20 page loads with scripts, some scrolled and pointed at', async () => {
    const { id, link } = await invite();
    const page = await browser.open(server.origin);
    for (let load = 0; load < 20; load++) {
      await page.goto('about:blank');
      await openJoin(page, link);
      if (load % 4 === 0) {
        await page.mouse.move(200 + load, 300);
        await page.mouse.move(400, 500, { steps: 5 });
        await page.mouse.wheel(0, 200);
      }
    }
    expect(await stateOf(id)).toBe('handed_over');
  });

  it('by a script that submits the untouched form in every way', async () => {
    const { id, link } = await invite();
    const page = await browser.open(server.origin);
    await openJoin(page, link);
    await page.evaluate(`
      const form = document.querySelector('form');
      const password = form.elements.namedItem('password');
      const enter = { key: 'Enter', code: 'Enter', bubbles: true };
      form.requestSubmit();
      form.querySelector('[type=submit]').click();
      password.focus();
      password.dispatchEvent(new KeyboardEvent('keydown', enter));
      password.dispatchEvent(new KeyboardEvent('keyup', enter));
      document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, isPrimary: true }));
      form.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }));
    `);
    await page.getByText('This is needed.').waitFor();
    expect(await stateOf(id)).toBe('handed_over');
  });

  it('by a person who presses Enter in the empty form: that opens it, and no more', async () => {
    const { id, link } = await invite();
    const page = await browser.open(server.origin);
    await openJoin(page, link);
    await page.keyboard.press('Tab');
    await expect.poll(() => stateOf(id)).toBe('opened');
    await page.getByLabel('Password', { exact: true }).press('Enter');
    await page.getByText('This is needed.').waitFor();
    expect(await stateOf(id)).toBe('opened');
  });

  it.each([
    ['a press of the pointer', (page: Page) => page.mouse.click(300, 100)],
    ['a touch', (page: Page) => page.touchscreen.tap(300, 100)],
    ['a key', (page: Page) => page.keyboard.press('Shift')],
  ])('%s says that the link was opened', async (_, act) => {
    const { id, link } = await invite();
    const page = await browser.open(server.origin, { hasTouch: true });
    await openJoin(page, link);
    expect(await stateOf(id)).toBe('handed_over');
    await act(page);
    await expect.poll(() => stateOf(id)).toBe('opened');
  });
});

describe('the token of a link (P12)', () => {
  it('is out of the address bar at once, and nowhere but in the bodies of its own requests', async () => {
    const { link, token } = await invite();
    const page = await browser.open(server.origin);
    const told: string[] = [];
    page.on(
      'request',
      (request) =>
        void request.allHeaders().then((headers) => {
          told.push([request.url(), ...Object.values(headers)].join('\n'));
        }),
    );
    await page.goto('/sign-in');
    await page.goto(link, { waitUntil: 'commit' });
    // Before the texts are here, before anything is drawn.
    await expect.poll(() => page.url(), { interval: 5 }).toBe(`${server.origin}/join`);
    await page.getByRole('heading', { name: 'Welcome to Alder Institute' }).waitFor();
    expect(page.url()).toBe(`${server.origin}/join`);

    await page.getByRole('button', { name: 'Suggest a passphrase' }).click();
    await page.getByText('Strong password').waitFor();
    const kept = await page.evaluate<string>(`
      [document.title, document.documentElement.outerHTML, document.cookie, location.href, history.state,
       JSON.stringify(localStorage), JSON.stringify(sessionStorage), name]
      .join('\\n') + [...document.querySelectorAll('input')].map((input) => input.value).join('\\n')`);
    expect(kept.includes(token)).toBe(false);

    await page.goBack();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goForward();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(page.url()).toBe(`${server.origin}/join`);

    expect(told.length).toBeGreaterThan(10);
    expect(told.filter((one) => one.includes(token))).toEqual([]);
    expect(told.filter((one) => one.includes(token.slice(-43)))).toEqual([]);
  });

  it('is not in the history, neither while the form is open nor after joining', async () => {
    const { link, token } = await invite();
    const page = await browser.open(server.origin);
    const tab = await page.context().newCDPSession(page);
    const history = async () => {
      const { entries } = await tab.send('Page.getNavigationHistory');
      return entries.map(({ url }) => url).join('\n');
    };
    await openJoin(page, link);
    expect(await history()).not.toContain(token);
    await page.getByLabel('Password', { exact: true }).fill(goodPassword);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${server.origin}/`);
    expect(await history()).not.toContain(token);
  });

  it('of a set-up and of a reset leave the address bar too', async () => {
    const page = await browser.open(server.origin);
    for (const path of ['/setup', '/reset-password']) {
      await page.goto('about:blank');
      await page.goto(`${path}#not-a-token-but-looks-like-one`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(page.url()).toBe(server.origin + path);
    }
  });
});

async function invite(): Promise<{ readonly id: string; readonly link: string; readonly token: string }> {
  invited += 1;
  const { invitation, link = '' } = await founder.call(registerPerson, {
    body: { account: { email: `person${invited}@alder.example` }, delivery: { channel: 'link' } },
  });
  return { id: invitation.id, link, token: link.split('#')[1] ?? '' };
}

async function openJoin(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('heading', { name: 'Welcome to Alder Institute' }).waitFor();
}

async function stateOf(id: string): Promise<string | undefined> {
  const [row] = await askDatabase<{ state: string }>(server, 'select state from invitation where id = $1', [
    id,
  ]);
  return row?.state;
}
