import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listGrants } from '../../contract/grants.ts';
import { registerPerson } from '../../contract/registration.ts';
import { askDatabase } from '../support/ask-database.ts';
import { phone, startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
import { makeMember } from '../support/make-member.ts';
import { openAs } from '../support/open-as.ts';
import { focused, tabTo } from '../support/tab-to.ts';
import { startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer } from '../support/test-foyer.ts';

const slug = 'alder-institute';
const path = '/user-registration/complete';

let server: TestFoyer;
let browser: Browser;
let founder: Awaited<ReturnType<TestFoyer['found']>>;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestFoyer(), startBrowser()]);
  founder = await server.found('Alder Institute');
});
afterAll(async () => {
  await browser.stop();
  await server.stop();
});

const register = (email: string, fields?: { given_name: string; family_name: string }) =>
  founder.call(registerPerson, {
    body: { account: { email }, ...(fields && { identity: { fields } }), delivery: { channel: 'none' } },
  });
const goOn = (page: Page) => page.getByRole('button', { name: /^Continue/ }).click();
const step = (page: Page, name: string) => page.getByRole('heading', { level: 2, name }).waitFor();
const email = (page: Page) => page.getByRole('textbox', { name: 'Email', exact: true });

test('a new person whole, refused at a field, alike to somebody, to the personal code', async () => {
  await register('a.rossi@alder.example', { given_name: 'Anna', family_name: 'Rossi' });
  const page = await openAs({ browser, server }, founder, '/user-registration');
  await page.keyboard.press('c');
  await step(page, 'Account');
  await email(page).fill('anna.rossi@alder.example');
  await page.getByText('Identity: comes next').waitFor();
  await page.getByRole('radio', { name: 'Give me a link to pass on' }).check();
  await goOn(page);

  await step(page, 'Personal information');
  await goOn(page);
  await page.getByRole('alert').filter({ hasText: '2 fields need you.' }).waitFor();
  expect(await focused(page)).toBe('given_name');
  await page.getByLabel('Given name').fill('Anna');
  await page.getByLabel('Family name').fill('Rossi');
  await page.getByLabel('Phone').fill('12');
  await page.getByLabel('Tax code').fill('RSSNNA91D52L424T');
  await goOn(page);
  await page.getByText('Begin with + and the number of the country').waitFor();
  await page.getByText('Identity: 1 field to correct').waitFor();
  await checkLooks(page, 'a field of the form that is refused');
  await page.getByLabel('Phone').fill('+39 040 676 1234');
  await goOn(page);
  await page.getByText('Somebody in the registry may be the same person').waitFor();
  await checkLooks(page, 'somebody who may be the same person');
  await page.getByRole('button', { name: 'It is another person: continue' }).click();

  await step(page, 'Applications');
  await page.getByRole('checkbox', { name: 'Activity' }).check();
  await page.getByLabel('Until').fill('2020-01-01');
  await goOn(page);
  await page.getByText('This day is over.').waitFor();
  expect(await focused(page)).toBe('grants.0.until');
  await page.getByLabel('Until').fill('2999-01-01');
  await goOn(page);
  await step(page, 'Review');
  await page.getByText('At once, until 1 January 2999').waitFor();
  await checkLooks(page, 'everything on one page');

  await page.reload();
  await page.getByText(/^Your draft is back/).waitFor();
  expect(await page.getByText('RSSNNA91D52L424T').count()).toBe(0);
  await page.getByRole('button', { name: 'Register Anna Rossi and make the link' }).click();
  await page.getByRole('heading', { level: 1, name: 'Anna Rossi is registered' }).waitFor();
  await page.getByText('10000002').waitFor();
  expect(await page.getByRole('textbox', { name: 'The invitation link' }).inputValue()).toContain('/join#');
  const { items } = await founder.call(listGrants, {
    query: { application: 'activity', permission: 'access' },
  });
  expect(items.map(({ account }) => account.name)).toContain('Anna Rossi');
  await page.getByText('Internal', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'See the person' }).click();
  await page.waitForURL('**/people/*');
  await page.getByRole('heading', { level: 1, name: 'Anna Rossi' }).waitFor();
}, 120_000);

test('what is refused at the end stands at its field, in its step; on a phone, by keyboard', async () => {
  const page = await openAs({ browser, server }, founder, path, { viewport: phone });
  await tabTo(page, 'account.email', 40);
  await page.keyboard.type('noor@alder.example');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Personal information');
  await tabTo(page, 'given_name');
  await page.keyboard.type('Noor');
  await tabTo(page, 'family_name');
  await page.keyboard.type('Elamin');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Applications');
  await tabTo(page, 'Continue without applications', 40);
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Review');
  await register('noor@alder.example');
  const before = await askDatabase(server, 'select count(*)::int as n from account');
  await tabTo(page, 'Register Noor Elamin');
  await page.keyboard.press('Enter');
  await step(page, 'Account');
  await page.getByText('Already taken by another account.').waitFor();
  await expect.poll(() => focused(page)).toBe('account.email');
  await page.getByText('Account: 1 field to correct').waitFor();
  expect(await askDatabase(server, 'select count(*)::int as n from account')).toEqual(before);
  await email(page).fill('noor.elamin@alder.example');
  await goOn(page);
  await step(page, 'Personal information');
  expect(await page.getByLabel('Given name').inputValue()).toBe('Noor');
});

test('a name of fifty letters is read whole where it is registered, on a phone, too', async () => {
  const page = await openAs({ browser, server }, founder, path, { viewport: phone });
  await email(page).fill('maximiliane@alder.example');
  await page.getByRole('radio', { name: 'Give me a link to pass on' }).check();
  await goOn(page);
  await step(page, 'Personal information');
  await page.getByLabel('Given name').fill('Maximiliane Friederike');
  await page.getByLabel('Family name').fill('von Hohenlohe-Oberschwaben');
  await goOn(page);
  await step(page, 'Applications');
  await goOn(page);
  await page
    .getByRole('button', {
      name: 'Register Maximiliane Friederike von Hohenlohe-Oberschwaben and make the link',
    })
    .waitFor();
  await checkLooks(page, 'a long name at its registration');
});

test('who may not validate or grant knows it at the first step, and meets no wall after it', async () => {
  const operator = await makeMember(server, {
    slug,
    username: 'giulia.conti',
    permissions: ['user-registration:access', 'user-management:can_register_identity'],
  });
  const page = await openAs({ browser, server }, operator, path);
  await page.getByText('Before you begin').waitFor();
  await checkLooks(page, 'rights that are missing');
  await email(page).fill('paul.weber@alder.example');
  await page.getByRole('radio', { name: 'Don’t send anything yet' }).check();
  await goOn(page);
  await page.getByLabel('Given name').fill('Paul');
  await page.getByLabel('Family name').fill('Weber');
  await goOn(page);
  await page.getByText('To give access needs the permission').waitFor();
  await checkLooks(page, 'applications without the right to grant');
  await goOn(page);
  await page.getByText('Given when a reviewer validates the identity').waitFor();
  await page.getByRole('button', { name: 'Register Paul Weber' }).click();
  await page.getByRole('heading', { level: 1, name: /the identity waits for a reviewer$/ }).waitFor();

  const inviter = await makeMember(server, {
    slug,
    username: 'only.invites',
    permissions: ['user-registration:access'],
  });
  const other = await openAs({ browser, server }, inviter, path);
  await other.getByText('It needs the permission user-management:can_register_identity').waitFor();
});

test('a new internal user is gone on with at once, as the same person', async () => {
  const page = await openAs({ browser, server }, founder, '/user-registration/new-internal-user');
  await page.getByRole('textbox', { name: 'Email' }).fill('lea.maler@alder.example');
  await page.getByRole('radio', { name: 'Don’t send anything yet' }).check();
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('link', { name: /Register their personal information/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Register personal information' }).waitFor();
  await page.getByText('lea.maler@alder.example').waitFor();
});
