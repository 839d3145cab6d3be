import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerPerson } from '../../contract/registration.ts';
import { signIn } from '../../contract/sessions.ts';
import { firstSetupToken } from '../../server/features/organizations/founding.ts';
import { checkAxe, startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkFits } from '../support/check-looks.ts';
import { focused, tabTo } from '../support/tab-to.ts';
import { goodPassword, startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer } from '../support/test-foyer.ts';

let server: TestFoyer;
let browser: Browser;
let links: readonly string[];

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestFoyer(), startBrowser()]);
});

afterAll(async () => {
  await browser.stop();
  await server.stop();
});

/** In this order: the first one founds the organization that the others sign in to. */
describe('with the keyboard alone', () => {
  it('an organization is founded', async () => {
    const token = (await firstSetupToken(server.foyer.database.db, server.foyer.links)) ?? '';
    const page = await browser.open(server.origin);
    await page.goto(`/setup#${token}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await tabTo(page, 'organization.name');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: '4 fields need you.' }).waitFor();
    expect(await focused(page)).toBe('organization.name');

    await page.keyboard.type('Alder Institute');
    await tabTo(page, 'founder.email');
    await page.keyboard.type('marta.oliveira@alder.example');
    await tabTo(page, 'founder.password');
    await page.keyboard.type(goodPassword);
    await tabTo(page, 'Found organization');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${server.origin}/`);
  });

  it('one signs in, and hears why not', async () => {
    const page = await browser.open(server.origin);
    await page.goto('/sign-in');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await focused(page)).toBe('login');
    await page.keyboard.type('marta.oliveira');
    await tabTo(page, 'password');
    await page.keyboard.type('not the password');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'That did not match' }).waitFor();
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('alert');

    await tabTo(page, 'password');
    await page.keyboard.press('Control+A');
    await page.keyboard.type(goodPassword);
    await tabTo(page, 'Show the password');
    await page.keyboard.press('Space');
    await tabTo(page, 'Keep me signed in');
    await page.keyboard.press('Space');
    await tabTo(page, 'Sign in');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${server.origin}/`);
  });

  it('an invited person joins', async () => {
    links = await invite('anna.rossi', 'karim', 'ines');
    const page = await browser.open(server.origin);
    await page.goto(links[0] ?? '');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await tabTo(page, 'Suggest a passphrase');
    await page.keyboard.press('Enter');
    await page.getByText('Strong password').waitFor();
    await tabTo(page, 'Come in');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${server.origin}/`);
  });
});

describe('on a narrow window', () => {
  it.each([
    ['at a zoom of 400 %', { width: 320, height: 256 }],
    ['at 320 px', { width: 320, height: 700 }],
  ])('%s nothing needs to be scrolled sideways', async (state, viewport) => {
    const page = await browser.open(server.origin, { viewport });
    for (const address of ['/sign-in', '/reset-password', '/join', '/setup', links[1] ?? '']) {
      await page.goto('about:blank');
      await page.goto(address);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await checkFits(page, `${address} ${state}`);
    }
    await page.getByLabel('Password', { exact: true }).fill('too short');
    await page.getByText('Too weak').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('15 are needed').waitFor();
    // What has the focus is in sight, though little is.
    expect(
      await page.evaluate(`(() => {
      const { top, bottom } = document.activeElement.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    })()`),
    ).toBe(true);
    await checkFits(page, `join ${state}`);
    await checkAxe(page, `join ${state}`);
  });
});

describe('with the settings of a person', () => {
  it('forced colours keep borders, focus and the meter', async () => {
    const page = await browser.open(server.origin, { forcedColors: 'active' });
    await page.goto(links[2] ?? '');
    await page.getByLabel('Password', { exact: true }).fill(goodPassword);
    await page.getByText('Strong password').waitFor();
    const password = 'document.querySelector("input[name=password]")';
    expect(await page.evaluate(`getComputedStyle(${password}).borderTopStyle`)).toBe('solid');
    expect(await page.evaluate(`getComputedStyle(${password}).outlineStyle`)).toBe('solid');
    const bars = await page.evaluate<string[]>(
      `[...document.querySelectorAll('[data-full]')].map((bar) => getComputedStyle(bar).backgroundColor)`,
    );
    const ground = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    expect(bars.length).toBe(4);
    expect(bars).not.toContain(ground);
    await checkAxe(page, 'join in forced colours');
  });

  it('nothing moves when motion is not wanted', async () => {
    const page = await browser.open(server.origin, { reducedMotion: 'reduce' });
    await page.goto(links[2] ?? '');
    await page.getByLabel('Password', { exact: true }).fill(goodPassword);
    await page.getByText('Strong password').waitFor();
    const longest =
      await page.evaluate<number>(`Math.max(...[...document.querySelectorAll('*')].flatMap((element) => {
      const { transitionDuration, animationDuration } = getComputedStyle(element);
      return [transitionDuration, animationDuration].flatMap((durations) => durations.split(',').map(parseFloat));
    }).filter(Number.isFinite))`);
    expect(longest).toBeLessThanOrEqual(0.001);
  });
});

async function invite(...usernames: readonly string[]): Promise<string[]> {
  const founder = await signedIn();
  return Promise.all(
    usernames.map(async (username) => {
      const { link = '' } = await founder.call(registerPerson, {
        body: { account: { email: `${username}@alder.example` }, delivery: { channel: 'link' } },
      });
      return link;
    }),
  );
}

async function signedIn() {
  const visitor = server.visitor();
  await visitor.call(signIn, { body: { login: 'marta.oliveira', password: goodPassword } });
  return visitor;
}
