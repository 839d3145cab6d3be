import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getIdentity, getMyIdentity, saveIdentity, saveMyIdentity } from '../../contract/identities.ts';
import { registerPerson } from '../../contract/registration.ts';
import { askDatabase } from '../support/ask-database.ts';
import { phone, startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
import { makeMember } from '../support/make-member.ts';
import { openAs } from '../support/open-as.ts';
import { focused, tabTo } from '../support/tab-to.ts';
import { startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../support/test-foyer.ts';

const slug = 'alder-institute';

let server: TestFoyer;
let browser: Browser;
let founder: Visitor;
let operator: Visitor & { readonly accountId: string };

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestFoyer(), startBrowser()]);
  founder = await server.found('Alder Institute');
  operator = await makeMember(server, {
    slug,
    username: 'karim.haddad',
    permissions: ['user-registration:access', 'user-management:can_register_identity'],
  });
});
afterAll(async () => {
  await browser.stop();
  await server.stop();
});

const invite = async (email: string, fields?: { given_name: string; family_name: string }) => {
  const { account } = await founder.call(registerPerson, {
    body: { account: { email }, ...(fields && { identity: { fields } }), delivery: { channel: 'none' } },
  });
  return account;
};
const open = (by: Visitor, path: string) => openAs({ browser, server }, by, path);
const goOn = (page: Page) => page.getByRole('button', { name: /^Continue to/ }).click();
const step = (page: Page, name: string) => page.getByRole('heading', { level: 2, name }).waitFor();

test('an operator finds someone, fills in the form, and reads the personal code out', async () => {
  await invite('rossana@alder.example');
  await invite('m.rossini@alder.example', { given_name: 'Marco', family_name: 'Rossi' });
  const page = await open(founder, '/user-registration');
  await page.getByRole('link', { name: 'Register personal information (existing users)' }).click();
  await page.getByRole('searchbox').fill('ross');
  await page.getByText('1 has no identity yet.').waitFor();
  expect(await page.getByRole('link', { name: /^Register / }).count()).toBe(1);
  await page.getByText('10000002').or(page.getByText('10000001')).first().waitFor();
  await checkLooks(page, 'people to register');
  await page.getByRole('searchbox').fill('ross nobody');
  await page.getByText('Nobody matches “ross nobody”').waitFor();
  await page.getByRole('searchbox').fill('rossana');
  await page.getByRole('link', { name: 'Register rossana' }).click();

  await step(page, 'Who you are');
  await page.getByText(/No mail is sent about it before\./).waitFor();
  await goOn(page);
  await page.getByRole('alert').filter({ hasText: '2 fields need you.' }).waitFor();
  await page.getByText('Identity: 2 fields to correct').waitFor();
  await page.getByLabel('Given name').fill('Rossana');
  await page.getByLabel('Family name').fill('Rossi');
  await goOn(page);
  await step(page, 'Contact');
  await page.getByText(/^Draft kept/).waitFor();
  await page.getByLabel('Phone').fill('12');
  await goOn(page);
  await page.getByText('Begin with + and the number of the country').waitFor();
  await checkLooks(page, 'a field that is refused');
  await page.getByLabel('Phone').fill('+39 040 676 1234');
  await goOn(page);
  await step(page, 'Documents');
  await page.getByLabel('Tax code').fill('RSSNNA91D52L424T');
  await page.getByRole('button', { name: 'Finish later' }).click();

  await page.getByRole('link', { name: 'Continue with Rossana Rossi' }).click();
  await page.getByText(/^You began this/).waitFor();
  await step(page, 'Documents');
  await page.getByText('Kept, not shown: type to replace it').waitFor();
  await goOn(page);
  await step(page, 'Work');
  await goOn(page);
  await step(page, 'Look it over');
  await page.getByText('Kept, not shown here').waitFor();
  await checkLooks(page, 'all of it on one page');
  await page.getByRole('button', { name: 'Register Rossana Rossi' }).click();
  await page.getByRole('heading', { level: 1, name: 'Rossana Rossi is registered' }).waitFor();
  const [row] = await askDatabase<{ code: string }>(
    server,
    `select personal_code as code from person where username = 'rossana'`,
  );
  await page.getByText(row?.code ?? 'no code').waitFor();
  await checkLooks(page, 'registered, with the code');
});

test('who may not validate is told before the first step, and hands it in by keyboard on a phone', async () => {
  const paul = await invite('paul.weber@alder.example');
  const page = await openAs({ browser, server }, operator, '/user-registration/existing?query=paul', {
    viewport: phone,
  });
  await page.getByText('You register, a reviewer validates').waitFor();
  await checkLooks(page, 'without the right to validate');
  await tabTo(page, 'Register paul.weber', 40);
  // What the page shows until the person's data is there has the same heading as what comes in its place.
  await page.route('**/accounts/*/identity', async (route) => {
    await sleep(800);
    await route.continue();
  });
  await page.keyboard.press('Enter');
  await page.getByLabel('Given name').waitFor();
  await expect.poll(() => focused(page)).toBe('Register personal information');
  await page.getByText('You register, a reviewer validates').waitFor();
  await tabTo(page, 'given_name', 40);
  await page.keyboard.type('Paul');
  await tabTo(page, 'family_name');
  await page.keyboard.type('Weber');
  await page.keyboard.press('Enter');
  for (const [next, field] of [
    ['Contact', 'phone'],
    ['Documents', 'document_number'],
    ['Work', 'title'],
  ] as const) {
    await expect.poll(() => focused(page)).toBe(next);
    await tabTo(page, field);
    await page.keyboard.press('Enter');
  }
  await expect.poll(() => focused(page)).toBe('Look it over');
  expect(await page.getByText('Validate the identity now').count()).toBe(0);
  await tabTo(page, 'Hand in for review');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'The identity of Paul Weber waits' }).waitFor();
  await checkLooks(page, 'handed in for review');
  const kept = await founder.call(getIdentity, { params: { id: paul.id } });
  expect(kept).toMatchObject({ state: 'submitted', personalCode: null });
});

test('another’s draft, a person who is at it and a newer version are said; nothing is overwritten', async () => {
  const noor = await makeMember(server, { slug, username: 'noor', identity: 'none' });
  const params = { id: noor.accountId };
  await operator.call(saveIdentity, { params, body: { fields: { given_name: 'Noor' } } });
  const path = `/user-registration/existing/${noor.accountId}`;
  const page = await open(founder, path);
  await page.getByText(/^Karim Haddad began this/).waitFor();
  expect(await page.getByLabel('Given name').inputValue()).toBe('Noor');
  await page.getByLabel('Family name').fill('El Amin');
  await noor.call(saveMyIdentity, { body: { fields: { family_name: 'Elamin' } } });
  await goOn(page);
  await page.getByText('Somebody changed this meanwhile').waitFor();
  await checkLooks(page, 'a newer version');
  await page.getByRole('button', { name: 'Show the newest' }).click();
  await page
    .getByText('Noor is filling this in right now')
    .or(page.getByText(/is filling this in right now/))
    .first()
    .waitFor();
  expect(await page.getByLabel('Family name').inputValue()).toBe('Elamin');
  await checkLooks(page, 'the person is filling it in');
  expect((await noor.call(getMyIdentity)).fields).toMatchObject({ family_name: 'Elamin' });
});

test('people are asked by mail, several at once or one', async () => {
  await makeMember(server, { slug, username: 'ask.one', identity: 'none' });
  await makeMember(server, { slug, username: 'ask.two', identity: 'none' });
  const page = await open(operator, '/user-registration/existing?query=ask');
  await page.getByRole('checkbox', { name: 'Choose ask.one, to be asked by mail' }).check();
  await page.getByRole('checkbox', { name: 'Choose ask.two, to be asked by mail' }).check();
  await checkLooks(page, 'two people chosen');
  // As at the end of a long list: what came of it is brought to who reads there.
  await page.setViewportSize({ width: 1440, height: 300 });
  await page.getByRole('button', { name: 'Ask 2 people to fill it in' }).click();
  await page.getByText('2 people were asked by mail.').waitFor();
  const place = await page.getByText('2 people were asked by mail.').boundingBox();
  expect(place?.y).toBeGreaterThan(0);
  expect(place?.y).toBeLessThan(300);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page
    .getByText(/^Asked by mail/)
    .first()
    .waitFor();
  const { length } = await askDatabase(server, `select 1 from mail where kind = 'identity_asked'`);
  expect(length).toBe(2);

  await makeMember(server, { slug, username: 'ask.alone', identity: 'none' });
  await page.goto('/user-registration/existing?query=ask.alone');
  await page.getByRole('link', { name: 'Register ask.alone' }).click();
  await page.getByRole('button', { name: 'Ask ask.alone to fill it in' }).click();
  await page.getByText('1 person was asked by mail.').waitFor();
});

test('what cannot be registered says why: one’s own, and what waits already', async () => {
  const page = await open(operator, `/user-registration/existing/${operator.accountId}`);
  await page.getByText('There is nothing to register for Karim Haddad now').waitFor();
  await page.getByText('This is you').waitFor();
  await checkLooks(page, 'one’s own identity');
});
