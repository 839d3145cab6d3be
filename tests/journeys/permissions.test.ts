import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeGrant, grantPermission, listGrants } from '../../contract/grants.ts';
import { listInvitations } from '../../contract/invitations.ts';
import { registerPerson } from '../../contract/registration.ts';
import { startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
import { makeMember } from '../support/make-member.ts';
import { openAs } from '../support/open-as.ts';
import { startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../support/test-foyer.ts';

const slug = 'alder-institute';
const access = '/permissions?application=user-registration&permission=access';

let server: TestFoyer;
let browser: Browser;
let founder: Visitor;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestFoyer(), startBrowser()]);
  founder = await server.found('Alder Institute');
});
afterAll(async () => {
  await browser.stop();
  await server.stop();
});

const open = (path: string, visitor = founder) => openAs({ browser, server }, visitor, path);

/** Whether an account may use what `user-registration:access` opens, by its next request. */
async function mayRegister(member: Visitor): Promise<boolean> {
  return member.call(listInvitations, {}).then(
    () => true,
    () => false,
  );
}

/** `YYYY-MM-DD`, so many days from now; organizations of the tests live in UTC. */
function day(fromNow: number): string {
  return new Date(Date.now() + fromNow * 86_400_000).toISOString().slice(0, 10);
}

async function choosePerson(page: Page, beginning: string): Promise<void> {
  await page.getByRole('combobox', { name: 'To whom' }).fill(beginning);
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

async function grantFor(member: { readonly accountId: string }) {
  const { items } = await founder.call(listGrants, { query: { account: member.accountId } });
  const [grant] = items;
  if (!grant) throw new Error('no grant');
  return grant;
}

test('a permission is granted with dates, changed and withdrawn; each counts at the next request', async () => {
  const anna = await makeMember(server, { slug, username: 'anna.rossi' });
  expect(await mayRegister(anna)).toBe(false);

  const page = await open(access);
  await page.getByText('No one has this permission yet, apart from the founder.').waitFor();
  await checkLooks(page, 'permissions, nobody but the founder');
  await page.getByRole('button', { name: 'Grant' }).click();
  await checkLooks(page, 'grant');
  await choosePerson(page, 'anna.r');
  await page.getByLabel('Until (optional)').fill(day(5));
  await page.getByLabel('Why (optional)').fill('Spring intake');
  await page.getByRole('button', { name: 'Grant to Anna Rossi' }).click();
  await page.getByText('Granted to Anna Rossi.').waitFor();

  const row = page.getByRole('row', { name: /Anna Rossi/ });
  await row.getByText('Ends in 5 days').filter({ visible: true }).waitFor();
  await row.getByText('Spring intake').waitFor();
  expect(await mayRegister(anna)).toBe(true);
  await checkLooks(page, 'permissions with a holder');

  await row.getByRole('button', { name: 'Actions for Anna Rossi' }).click();
  await page.getByRole('menuitem', { name: 'Change dates' }).click();
  await checkLooks(page, 'dates of a grant');
  await page.getByLabel('Until (optional)').fill(day(-1));
  await page.getByRole('button', { name: 'Change dates' }).click();
  await page.getByText('The end lies before the start.').waitFor();
  await page.getByLabel('From (optional)').fill(day(3));
  await page.getByLabel('Until (optional)').fill('');
  await page.getByRole('button', { name: 'Change dates' }).click();
  await row.getByText('Starts').filter({ visible: true }).waitFor();
  await row.getByText('No end').waitFor();
  expect(await mayRegister(anna)).toBe(false);

  await row.getByRole('button', { name: 'Actions for Anna Rossi' }).click();
  await page.getByRole('menuitem', { name: 'Withdraw' }).click();
  const dialog = page.getByRole('dialog', { name: 'Withdraw “User registration” from Anna Rossi?' });
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Keep the permission');
  await checkLooks(page, 'withdrawing a permission');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => page.evaluate('document.activeElement.getAttribute("aria-haspopup")')).toBe('menu');
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Withdraw' }).click();
  await dialog.getByRole('button', { name: 'Withdraw permission' }).click();
  await row.waitFor({ state: 'detached' });
  expect(await mayRegister(anna)).toBe(false);
});

test('nobody is chosen, or who has it already: said at its place, and nothing happens', async () => {
  const boris = await makeMember(server, {
    slug,
    username: 'boris',
    permissions: ['user-registration:access'],
  });
  const page = await open(access);
  await page.getByRole('button', { name: 'Grant' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Grant' }).click();
  await page.getByText('Choose a person.').waitFor();
  expect(await page.evaluate('document.activeElement.getAttribute("name")')).toBe('account');
  const described = await page.evaluate<string>(
    `document.activeElement.getAttribute('aria-describedby').trim().split(/\\s+/).map((id) => document.getElementById(id).textContent).join(' ')`,
  );
  expect(described).toContain('Choose a person.');
  await checkLooks(page, 'grant without a person');

  await choosePerson(page, 'boris');
  await page.getByRole('button', { name: 'Grant to Boris' }).click();
  await page.getByRole('alert').filter({ hasText: 'This person already has it.' }).waitFor();
  await checkLooks(page, 'grant to who has it');
  expect((await founder.call(listGrants, { query: { account: boris.accountId } })).total).toBe(1);
});

test('dates that someone else changed meanwhile are not overwritten, and can be had', async () => {
  const clara = await makeMember(server, { slug, username: 'clara', permissions: ['activity:access'] });
  const page = await open('/permissions?application=activity&permission=access');
  await page.getByRole('button', { name: 'Actions for Clara' }).click();
  await page.getByRole('menuitem', { name: 'Change dates' }).click();
  const grant = await grantFor(clara);
  await founder.call(changeGrant, {
    params: { id: grant.id },
    body: { version: grant.version, until: day(40) },
  });

  await page.getByLabel('Until (optional)').fill(day(2));
  await page.getByRole('button', { name: 'Change dates' }).click();
  await page.getByRole('alert').filter({ hasText: 'Changed meanwhile' }).waitFor();
  await checkLooks(page, 'stale dates');
  expect((await grantFor(clara)).until).toContain(day(41));

  await page.getByRole('button', { name: 'Show their dates' }).click();
  await expect.poll(() => page.getByLabel('Until (optional)').inputValue()).toBe(day(40));
  await page.getByLabel('Until (optional)').fill(day(2));
  await page.getByRole('button', { name: 'Change dates' }).click();
  await page
    .getByRole('row', { name: /Clara/ })
    .getByText('Ends in 2 days')
    .filter({ visible: true })
    .waitFor();
});

test('a grant to someone without a validated identity says that it opens nothing', async () => {
  const dora = await makeMember(server, { slug, username: 'dora', identity: 'none' });
  const page = await open(`${access}&account=${dora.accountId}`);
  await page.getByText('Access for dora').waitFor();
  await checkLooks(page, 'permissions for one person');
  await page.getByRole('button', { name: 'Grant' }).click();
  await page.getByText('Opens nothing yet').waitFor();
  await checkLooks(page, 'grant to who has no identity');
  await page.getByRole('button', { name: 'Grant to dora' }).click();
  await page
    .getByRole('row', { name: /dora/ })
    .getByText('Opens nothing until their identity is validated.')
    .filter({ visible: true })
    .waitFor();
  expect(await mayRegister(dora)).toBe(false);

  await page.getByRole('link', { name: 'Done' }).click();
  await page.getByText('Access for dora').waitFor({ state: 'detached' });
});

test('who may grant sees what they may not grant, and why; who may only look sees that', async () => {
  const permissions = ['permissions:access', 'permissions:can_grant'] as const;
  const emil = await makeMember(server, { slug, username: 'emil', permissions });
  const page = await open(access, emil);
  await page.getByText('Nobody grants what they don’t have.').waitFor();
  expect(await page.getByRole('button', { name: 'Grant' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: /^Actions for/ }).count()).toBe(0);
  await page.getByRole('link', { name: /^Permissions 2/ }).click();
  await page.getByRole('button', { name: 'Grant' }).waitFor();

  const fritz = await makeMember(server, { slug, username: 'fritz', permissions: ['permissions:access'] });
  const look = await open(access, fritz);
  await look.getByText('To grant it you need').waitFor();
  await checkLooks(look, 'permissions, only to look at');
});

test('an application is found by its name, and the address says what is chosen', async () => {
  const page = await open('/permissions');
  await page.getByRole('searchbox', { name: 'Find an application' }).fill('recogn');
  expect(await page.getByRole('navigation', { name: 'Applications' }).getByRole('link').count()).toBe(1);
  await page.getByRole('link', { name: /^Administration, recognition/ }).click();
  await page.getByRole('link', { name: /^can_export/ }).click();
  await page.getByRole('heading', { name: '1 person has can_export' }).waitFor();
  expect(new URL(page.url()).search).toBe('?application=user-management&permission=can_export');
  await page.getByRole('searchbox').fill('nothing like it');
  await page.getByText('No application is called “nothing like it”.').waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: '1 person has access' }).waitFor();
});

test('a list longer than a page goes on', async () => {
  for (let index = 0; index < 52; index += 1) {
    await founder.call(registerPerson, {
      body: {
        account: { email: `many${index}@alder.example` },
        grants: [{ application: 'settings', permission: 'access' }],
        delivery: { channel: 'none' },
      },
    });
  }
  const page = await open('/permissions?application=settings');
  await page.getByRole('heading', { name: '53 people have access' }).waitFor();
  await page.getByRole('button', { name: 'Show more' }).click();
  await page.getByRole('row', { name: /many0 / }).waitFor();
  expect(await page.getByRole('row').count()).toBe(54);
});

test('applications that could not be loaded say so, and can be asked for again', async () => {
  const page = await browser.open(server.origin);
  // Answered: what nobody answers is asked again without a hand, as soon as the server is back.
  const problem = { type: 'about:blank', code: 'too_many_requests', status: 429, requestId: 'a reference' };
  await page.route('**/api/v1/applications', (route) =>
    route.fulfill({ status: 429, json: { ...problem, title: 'Too many', detail: 'Wait a little.' } }),
  );
  const [name = '', value = ''] = founder.cookie().split('=', 2);
  await page.context().addCookies([{ name, value, url: server.origin }]);
  await page.goto(access);
  await page.getByText('The applications could not be loaded').waitFor();
  await checkLooks(page, 'permissions that could not be loaded');
  await page.unroute('**/api/v1/applications');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'User registration' }).waitFor();
});

test('who holds a permission until a day is told so where they give it', async () => {
  const anna = await makeMember(server, {
    slug,
    username: 'anna.until',
    permissions: ['permissions:access', 'permissions:can_grant'],
  });
  const given = { application: 'user-registration', permission: 'access' } as const;
  await founder.call(grantPermission, { body: { account: anna.accountId, ...given, until: '2990-12-31' } });
  await makeMember(server, { slug, username: 'bruno.until' });
  const page = await open(access, anna);
  await page.getByRole('button', { name: 'Grant', exact: true }).click();
  const dialog = page.getByRole('dialog');
  const until = dialog.getByLabel('Until');
  await dialog.getByText('At most 31 December 2990: yours ends then').waitFor();
  expect(await until.inputValue()).toBe('2990-12-31');
  await checkLooks(page, 'granting for no longer than one holds it');
  await choosePerson(page, 'bruno.until');
  await until.fill('');
  await dialog.getByRole('button', { name: 'Grant to Bruno Until' }).click();
  await dialog
    .getByText('You hold this yourself until 31 December 2990: give it until then at the latest.')
    .waitFor();
  await until.fill('2990-06-30');
  await dialog.getByRole('button', { name: 'Grant to Bruno Until' }).click();
  await page.getByText('Granted to Bruno Until.').waitFor();
});
