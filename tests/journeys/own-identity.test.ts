import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getMyIdentity, saveMyIdentity } from '../../contract/identities.ts';
import { changeIdentityForm, getIdentityForm } from '../../contract/identity-form.ts';
import { validateIdentity } from '../../contract/identity-reviews.ts';
import { getSession } from '../../contract/sessions.ts';
import { phone, startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
import { makeMember } from '../support/make-member.ts';
import { openAs } from '../support/open-as.ts';
import { startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../support/test-foyer.ts';

const slug = 'alder-institute';

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

const goOn = (page: Page) => page.getByRole('button', { name: /^Continue to/ }).click();
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

test('the founder fills in their own identity, and has the first personal code at once', async () => {
  const page = await openAs({ browser, server }, founder, '/');
  await page.getByRole('link', { name: 'Begin' }).first().click();
  await heading(page, 'Who you are');
  await goOn(page);
  await page.getByRole('alert').filter({ hasText: '2 fields need you.' }).waitFor();
  expect(await page.evaluate('document.activeElement.getAttribute("name")')).toBe('given_name');
  await checkLooks(page, 'first step, nothing filled in');
  await page.getByLabel('Given name').fill('Marta');
  await page.getByLabel('Family name').fill('Oliveira');
  await page.getByLabel('Date of birth').fill('1985-02-11');
  await goOn(page);

  await heading(page, 'Contact');
  await page.getByText(/^Draft kept/).waitFor();
  await page.getByLabel('Phone').fill('12');
  await goOn(page);
  await page.getByText('Begin with + and the number of the country').waitFor();
  await page.getByLabel('Phone').fill('+39 040 676 1234');
  await page.getByLabel('City').fill('Trieste');
  const country = page.getByRole('combobox', { name: 'Country' });
  await country.fill('ital');
  await checkLooks(page, 'a country, searched for');
  await country.press('Enter');
  expect(await country.inputValue()).toBe('Italy');
  await checkLooks(page, 'second step');
  await goOn(page);
  await heading(page, 'Documents');
  await goOn(page);
  await heading(page, 'Work');
  await goOn(page);

  await heading(page, 'Look it over');
  await page.getByText('11 February 1985').waitFor();
  await checkLooks(page, 'review of one’s own identity');
  await page.getByRole('link', { name: 'Edit Who you are' }).click();
  await page.getByLabel('Name to use').fill('Tita');
  await page.goBack();
  await page.getByText('Tita').waitFor();
  await page.getByRole('button', { name: 'Finish and get my personal code' }).click();
  await page.getByText('10000001').waitFor();
  await page.getByText('Validated').first().waitFor();
  await checkLooks(page, 'my data, validated');
  const { identity, account } = await founder.call(getSession);
  expect(identity).toMatchObject({ state: 'validated', personalCode: '10000001' });
  expect(account.name).toContain('Oliveira');
});

test('on a phone: left half-way, gone on elsewhere, and sent for review', async () => {
  const noor = await makeMember(server, { slug, username: 'noor', identity: 'none' });
  const page = await openAs({ browser, server }, noor, '/my-data/identity', { viewport: phone });
  await page.getByLabel('Given name').fill('Noor');
  await page.getByRole('button', { name: 'Save and leave' }).click();
  await page.getByRole('link', { name: 'Continue' }).waitFor();

  const elsewhere = await openAs({ browser, server }, noor, '/my-data');
  await elsewhere.getByRole('link', { name: 'Continue' }).click();
  expect(await elsewhere.getByLabel('Given name').inputValue()).toBe('Noor');
  await elsewhere.getByLabel('Family name').fill('El Amin');
  for (const next of ['Contact', 'Documents']) {
    await goOn(elsewhere);
    await heading(elsewhere, next);
  }
  // The browser is closed in the middle of the third step, of which nothing is needed.
  await elsewhere.close();

  const third = await openAs({ browser, server }, noor, '/my-data', { viewport: phone });
  await third.getByRole('link', { name: 'Continue' }).click();
  await heading(third, 'Documents');
  await goOn(third);
  await heading(third, 'Work');
  await third.getByRole('button', { name: 'Back' }).click();
  await heading(third, 'Documents');
  await third.goto('/');
  await third.getByRole('link', { name: 'Continue' }).first().click();
  await heading(third, 'Documents');
  await goOn(third);
  await heading(third, 'Work');
  await goOn(third);
  await heading(third, 'Look it over');
  await third.goBack();
  await heading(third, 'Work');
  await goOn(third);
  await heading(third, 'Look it over');
  await third.getByRole('button', { name: 'Send it for review' }).click();
  await third.getByText('It waits for a reviewer').waitFor();
  await checkLooks(third, 'my data, sent');
  expect(await noor.call(getMyIdentity)).toMatchObject({ state: 'submitted', personalCode: null });
});

test('what was changed on another device is not overwritten', async () => {
  const paul = await makeMember(server, { slug, username: 'paul', identity: 'none' });
  const page = await openAs({ browser, server }, paul, '/my-data/identity');
  await page.getByLabel('Given name').fill('Paul');
  await page.getByLabel('Family name').fill('Weber');
  await paul.call(saveMyIdentity, { body: { version: 0, fields: { given_name: 'Paula' } } });
  await goOn(page);
  await page.getByText('This was changed on another device').waitFor();
  expect(await page.getByLabel('Family name').inputValue()).toBe('Weber');
  await page.getByRole('button', { name: 'Show the newest' }).click();
  await expect.poll(() => page.getByLabel('Given name').inputValue()).toBe('Paula');
});

test('an alias in place of personal data, real data later, and taken back again', async () => {
  const { version, sections } = await founder.call(getIdentityForm);
  await founder.call(changeIdentityForm, { body: { version, sections, allowsAlias: true } });
  const kim = await makeMember(server, { slug, username: 'kim', identity: 'none' });
  const page = await openAs({ browser, server }, kim, '/my-data/identity', { viewport: phone });
  const send = () => page.getByRole('button', { name: 'Send it for review' }).click();
  const accept = async (number: number) =>
    founder.call(validateIdentity, { params: { id: kim.accountId }, body: { version: number } });
  await heading(page, 'How you want to be known');
  await page.getByLabel('Only an alias').check();
  await goOn(page);
  await page.getByText('This is needed.').waitFor();
  await checkLooks(page, 'alias, not given');
  await page.getByLabel('Alias', { exact: true }).fill('Blue Heron');
  await goOn(page);
  await heading(page, 'Look it over');
  await page.getByText('Blue Heron').waitFor();
  await send();
  await page.getByText('It waits for a reviewer').waitFor();
  const { version: first } = await kim.call(getMyIdentity);
  await accept(first);
  await page.reload();
  await page.getByText('Validated').first().waitFor();
  expect((await kim.call(getSession)).account.name).toBe('Blue Heron');
  await checkLooks(page, 'my data, an alias in force');

  await page.getByRole('link', { name: 'Change something' }).click();
  await page.getByLabel('My personal data').check();
  await goOn(page);
  await page.getByLabel('Given name').fill('Kim');
  await page.getByLabel('Family name').fill('Larsen');
  for (const next of ['Contact', 'Documents', 'Work', 'Look it over']) {
    await goOn(page);
    await heading(page, next);
  }
  await send();
  await page.getByText('It waits for a reviewer').waitFor();
  await accept((await kim.call(getMyIdentity)).version);
  expect((await kim.call(getSession)).account.name).toBe('Kim Larsen');

  await page.goto('/my-data/identity');
  await page.getByLabel('Only an alias').check();
  await page.getByLabel('Alias', { exact: true }).fill('Grey Heron');
  await goOn(page);
  await page.getByText('from earlier versions too: Given name and Family name.').waitFor();
  await checkLooks(page, 'real data is taken back');
  await send();
  await page.getByText('It waits for a reviewer').waitFor();
  await accept((await kim.call(getMyIdentity)).version);
  expect(await kim.call(getMyIdentity)).toMatchObject({ alias: 'Grey Heron', fields: {} });
  expect((await kim.call(getSession)).account.name).toBe('Grey Heron');
});
