import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getMyIdentity } from '../../contract/identities.ts';
import { changeIdentityForm, type FormField, getIdentityForm } from '../../contract/identity-form.ts';
import { listReviews } from '../../contract/identity-reviews.ts';
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
});
afterAll(async () => {
  await browser.stop();
  await server.stop();
});

const choicesOf = (...names: string[]) =>
  names.map((name) => ({ value: name.toLowerCase(), label: { en: name } }));
const letters = Array.from({ length: 14 }, (_, at) => `Hall ${String.fromCodePoint(65 + at)}`);

/** One field of each type, called as its type. */
const everyType: readonly (Pick<FormField, 'type'> & Partial<FormField>)[] = [
  { type: 'text', format: 'digits', length: { min: 4, max: 4 } },
  { type: 'long_text' },
  { type: 'date', range: { max: 'today' } },
  { type: 'number', range: { min: 0.5, max: 3 } },
  { type: 'choice', choices: letters.map((name, at) => ({ value: `hall_${at}`, label: { en: name } })) },
  { type: 'choices', choices: choicesOf('Red', 'Green', 'Blue') },
  { type: 'country' },
  { type: 'phone' },
  { type: 'address' },
  { type: 'email' },
  { type: 'url' },
  { type: 'boolean' },
];

/** As people write what was filled in. */
const inWords = [
  ['text', '0042'],
  ['long text', 'One line\nand another'],
  ['date', '11 February 1985'],
  ['number', '1.75'],
  ['choice', 'Hall K'],
  ['choices', 'Red and Blue'],
  ['country', 'Côte d’Ivoire'],
  ['phone', '+39 040 676 1234'],
  ['address', 'Via del Faro 12\nTrieste\nItaly'],
  ['url', 'https://alder.example/anna'],
  ['boolean', 'No'],
] as const;
const shown = (at: Page, type: string) =>
  at.evaluate<string>(
    `[...document.querySelectorAll('dt, li > p')].find((one) => one.textContent === 'The ${type}')?.nextElementSibling?.innerText`,
  );

test('each type of field is filled in by hand, and refused where it is wrong', async () => {
  const { version, sections } = await founder.call(getIdentityForm);
  const fields = everyType.map((field) => ({
    key: `f_${field.type}`,
    label: { en: `The ${field.type.replace('_', ' ')}` },
    ...field,
  }));
  const every = { key: 'every', label: { en: 'Every type' }, fields };
  const [first] = sections;
  if (!first) throw new Error('a form has a first section');
  await founder.call(changeIdentityForm, { body: { version, sections: [first, every] } });
  const anna = await makeMember(server, { slug: 'alder-institute', username: 'anna', identity: 'none' });
  const page = await openAs({ browser, server }, anna, '/my-data/identity');
  await page.getByLabel('Given name').fill('Anna');
  await page.getByLabel('Family name').fill('Rossi');
  const goOn = () => page.getByRole('button', { name: /^Continue to/ }).click();
  await goOn();

  const field = (type: string) => page.locator(`[name="f_${type}"]`);
  await field('text').fill('12');
  await field('date').fill('2990-01-01');
  await field('number').fill('3,5');
  await field('phone').fill('+39 12');
  await field('email').fill('anna@');
  await field('url').fill('alder.example');
  await goOn();
  await page.getByRole('alert').filter({ hasText: '6 fields need you.' }).waitFor();
  expect(await page.evaluate('document.activeElement.getAttribute("name")')).toBe('f_text');
  await checkLooks(page, 'six types refused');

  await field('text').fill('0042');
  await field('long_text').fill('One line\nand another');
  await field('date').fill('1985-02-11');
  await field('number').fill('1,75');
  await field('choice').fill('hall k');
  await field('choice').press('Enter');
  await page.getByLabel('Red').check();
  await page.getByLabel('Blue').check();
  await field('country').fill('côte');
  await field('country').press('Enter');
  await field('phone').fill('0039 040 676 1234');
  await page.getByLabel('Street and number').fill('Via del Faro 12');
  await page.getByLabel('City').fill('Trieste');
  await page.locator('[name="f_address.country"]').fill('Italy');
  await field('email').fill('Anna.Rossi@Example.org');
  await field('url').fill('https://alder.example/anna');
  await page.getByRole('radio', { name: 'No', exact: true }).check();
  await goOn();
  await page.getByRole('heading', { level: 1, name: 'Look it over' }).waitFor();
  for (const [type, words] of inWords)
    await expect.poll(() => shown(page, type), { message: type }).toBe(words);
  await page.getByRole('button', { name: 'Send it for review' }).click();
  await page.getByText('It waits for a reviewer').waitFor();
  expect((await anna.call(getMyIdentity)).fields).toMatchObject({
    f_number: 1.75,
    f_choice: 'hall_10',
    f_choices: ['red', 'blue'],
    f_country: 'CI',
    f_phone: '+390406761234',
    f_address: { street: 'Via del Faro 12', city: 'Trieste', country: 'IT' },
    f_boolean: false,
  });
});

test('and reviewed in words', async () => {
  const [waiting] = (await founder.call(listReviews, { query: {} })).items;
  const review = await openAs({ browser, server }, founder, `/identity-review/${waiting?.identity.id}`);
  for (const [type, words] of inWords)
    await expect.poll(() => shown(review, type), { message: type }).toBe(words);
  await checkLooks(review, 'every type, reviewed');
});
