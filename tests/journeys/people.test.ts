import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerPerson } from '../../contract/registration.ts';
import { startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
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
  const register = (email: string, family?: string, population: 'internal' | 'external' = 'internal') =>
    founder.call(registerPerson, {
      body: {
        account: { email, population },
        ...(family && { identity: { fields: { given_name: 'Bára', family_name: family } } }),
        delivery: { channel: 'none' },
      },
    });
  await register('b.novak@alder.example', 'Nováková');
  await register('karim@guests.example', undefined, 'external');
  await makeMember(server, { slug: 'alder-institute', username: 'liv.andersson', identity: 'none' });
});
afterAll(async () => {
  await browser.stop();
  await server.stop();
});

const names = (page: Awaited<ReturnType<typeof openAs>>) =>
  page.getByRole('table').getByRole('link').allInnerTexts();

test('the search stands beside the first line of filters where they need two', async () => {
  const page = await openAs({ browser, server }, founder, '/people', {
    viewport: { width: 1180, height: 800 },
  });
  const top = async (name: string) => (await page.getByRole('button', { name }).boundingBox())?.y ?? 0;
  expect(await top('Order:')).toBeGreaterThan(await top('Account:'));
  const search = (await page.getByRole('searchbox').boundingBox())?.y ?? 0;
  expect(Math.abs(search - (await top('Account:')))).toBeLessThan(8);
});

test('on a tablet no list is wider than the window, and names are readable', async () => {
  const page = await openAs({ browser, server }, founder, '/people', {
    viewport: { width: 800, height: 900 },
  });
  for (const path of ['/people', '/invitations', '/permissions']) {
    await page.goto(path);
    const person = page
      .getByRole('table')
      .getByRole('cell')
      .nth(path === '/permissions' ? 0 : 1);
    await person.waitFor();
    for (const width of [800, 900, 1024, 1100]) {
      await page.setViewportSize({ width, height: 900 });
      expect(
        await page.evaluate('document.documentElement.scrollWidth'),
        `${path} at ${width}`,
      ).toBeLessThanOrEqual(width);
      expect((await person.boundingBox())?.width, `names of ${path} at ${width}`).toBeGreaterThan(180);
    }
  }
});

test('people are found as one types, and narrowed by filters that stand in the address', async () => {
  const page = await openAs({ browser, server }, founder, '/');
  await page.getByRole('navigation').getByRole('link', { name: 'Management of users' }).click();
  await page.getByRole('heading', { level: 1, name: 'Management of users' }).waitFor();
  await page.getByText('4 people', { exact: true }).waitFor();
  await checkLooks(page, 'people');

  await page.getByRole('searchbox').fill('OVAK');
  await page.getByText('1 person', { exact: true }).waitFor();
  await page.getByRole('link', { name: /Bára Nováková/ }).waitFor();
  expect(new URL(page.url()).searchParams.get('query')).toBe('OVAK');
  await page.getByRole('searchbox').fill('nobody at all');
  await page.getByText('Nobody matches “nobody at all”').waitFor();
  await checkLooks(page, 'nobody found');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByText('4 people', { exact: true }).waitFor();

  await page.getByRole('button', { name: 'Population: any' }).click();
  await page.getByRole('menuitemradio', { name: 'any', checked: true }).waitFor();
  await page.getByRole('menuitemradio', { name: 'External' }).click();
  await page.getByText('1 person', { exact: true }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Population: External' }).waitFor();
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.getByText('4 people', { exact: true }).waitFor();

  // Who is called so comes first, until another order is asked for.
  await page.getByRole('searchbox').fill('k');
  await expect
    .poll(() => names(page))
    .toEqual([expect.stringMatching(/karim@/), expect.stringMatching(/Nováková/)]);
  await page.getByRole('button', { name: 'Order: best match first' }).waitFor();
  await page.getByRole('button', { name: 'Person', exact: true }).click();
  await expect
    .poll(() => names(page))
    .toEqual([expect.stringMatching(/Nováková/), expect.stringMatching(/karim@/)]);
  await page.getByRole('searchbox').fill('');
  await page.getByRole('button', { name: 'Order: by name' }).waitFor();
});

test('people are put in order, chosen by the keyboard, asked for their data and suspended', async () => {
  const page = await openAs({ browser, server }, founder, '/people');
  await page.getByText('4 people', { exact: true }).waitFor();
  const before = await names(page);
  await page.getByRole('button', { name: 'Person', exact: true }).click();
  await page
    .getByRole('columnheader', { name: 'Person', exact: true })
    .and(page.locator('[aria-sort="descending"]'))
    .waitFor();
  await expect.poll(() => names(page)).toEqual(before.toReversed());
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Username' }).click();
  await page.keyboard.press('Escape');
  await page.reload();
  await page.getByRole('columnheader', { name: 'Username' }).waitFor();

  await page.getByRole('link', { name: /liv.andersson/ }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.getByText('2 chosen').last().waitFor();
  await checkLooks(page, 'two people chosen');
  await page.getByRole('button', { name: 'Ask to complete their data' }).click();
  await page.getByText('1 person is asked by email to complete their data').waitFor();
  await page.getByText('1 can’t sign in now.').waitFor();
  await page.getByRole('checkbox', { name: /liv.andersson/ }).click();
  await page.getByRole('button', { name: 'Suspend 1…' }).click();
  await page.getByRole('button', { name: 'Suspend 1 person' }).click();
  await page
    .getByRole('row', { name: /liv.andersson/ })
    .getByText('Suspended')
    .waitFor();

  await page.getByRole('link', { name: /Bára Nováková/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Bára Nováková' }).waitFor();
});

test('each row has a menu of what may be done there, and says when somebody was last seen', async () => {
  await makeMember(server, { slug: 'alder-institute', username: 'marco.sala', identity: 'none' });
  const page = await openAs({ browser, server }, founder, '/people?query=marco');
  const row = page.getByRole('row', { name: /marco.sala/ });
  await row.getByText(/^Today, /).waitFor();
  const open = async () => {
    await row.getByRole('button', { name: 'More about marco.sala' }).click();
    await page.getByRole('menuitem', { name: 'Open their page' }).waitFor();
  };
  await open();
  expect(await page.getByRole('menuitem').allInnerTexts()).toEqual([
    'Open their page',
    'Fill in the identity…',
    'Ask to complete their data',
    'Suspend…',
    'Close the account…',
  ]);
  await checkLooks(page, 'the menu of a row');
  await page.getByRole('menuitem', { name: 'Ask to complete their data' }).click();
  await page.getByText('1 person is asked by email to complete their data').waitFor();
  await open();
  await page.getByRole('menuitem', { name: 'Suspend…' }).click();
  await page.getByRole('dialog', { name: 'Suspend the account of marco.sala?' }).waitFor();
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Keep it active');
  await page.getByRole('button', { name: 'Suspend account' }).click();
  await row.getByText('Suspended').waitFor();
  await open();
  await page.getByRole('menuitem', { name: 'End the suspension…' }).waitFor();
  await page.getByRole('menuitem', { name: 'Fill in the identity…' }).click();
  await page.getByRole('heading', { level: 1, name: 'Register personal information' }).waitFor();
});

test('whoever may not open it is told why, and finds people by their name where they may', async () => {
  const reader = await makeMember(server, {
    slug: 'alder-institute',
    username: 'reader',
    permissions: ['activity:access'],
  });
  const page = await openAs({ browser, server }, reader, '/people');
  await page.getByText('user-management:access').waitFor();
  await page.goto('/activity');
  const manager = await openAs({ browser, server }, founder, '/people');
  await manager.keyboard.press('Control+k');
  await manager.getByRole('combobox', { name: 'Search people, pages and actions' }).fill('novakova');
  await manager.getByRole('option', { name: /Bára Nováková/ }).waitFor();
});
