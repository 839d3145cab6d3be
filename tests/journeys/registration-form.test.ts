import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listGrants, revokeGrant } from '../../contract/grants.ts';
import { registerPerson } from '../../contract/registration.ts';
import { startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
import { makeMember } from '../support/make-member.ts';
import { openAs } from '../support/open-as.ts';
import { startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer } from '../support/test-foyer.ts';

const form = '/user-registration/new-internal-user';

let server: TestFoyer;
let browser: Browser;
let founder: Awaited<ReturnType<TestFoyer['found']>>;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestFoyer(), startBrowser()]);
  founder = await server.found('Alder Institute');
  for (const email of ['anna.rossi@alder.example', 'duc.nguyen@alder.example']) {
    await founder.call(registerPerson, { body: { account: { email }, delivery: { channel: 'none' } } });
  }
});

afterAll(async () => {
  await browser.stop();
  await server.stop();
});

it('makes the account and a link where mail is not set up, and keeps language and message for the next', async () => {
  const page = await openAs({ browser, server }, founder, form);
  await page.getByText('Mail is not set up yet').waitFor();
  expect(await page.getByRole('radio', { name: 'Give me a link to pass on' }).isChecked()).toBe(true);
  await emailOf(page).fill('Noor.ElAmin+foyer@alder.example');
  await page.getByText('This address is free to use.').waitFor();
  expect(await usernameOf(page).inputValue()).toBe('noor.elamin');
  await page.getByRole('textbox', { name: 'Personal message' }).fill('See you on Monday.');
  await page.getByRole('button', { name: 'Create account and link' }).click();

  await page.getByRole('heading', { level: 1, name: 'The link is ready to hand over' }).waitFor();
  expect(await nameOfFocus(page)).toBe('h1');
  await page.getByText('For Noor.ElAmin+foyer@alder.example, with the username noor.elamin.').waitFor();
  const link = await page.getByRole('textbox', { name: 'The invitation link' }).inputValue();
  expect(link).toContain(`${server.origin}/join#`);
  await page.getByRole('img', { name: 'The invitation link as a QR code' }).waitFor();
  await checkLooks(page, 'registered, with a link');

  await page.emulateMedia({ media: 'print' });
  await page.getByText('Your place at Alder Institute is ready').waitFor();
  expect(await page.getByRole('heading', { level: 1, includeHidden: true }).isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });

  await page.getByRole('button', { name: 'Invite another person' }).click();
  expect(await page.getByRole('textbox', { name: 'Personal message' }).inputValue()).toBe(
    'See you on Monday.',
  );
  expect(await emailOf(page).inputValue()).toBe('');
});

it('says what is wrong at the field, loses nothing, and takes a suggestion', async () => {
  const page = await openAs({ browser, server }, founder, form);
  await page.getByRole('button', { name: 'Create account and link' }).click();
  await page.getByRole('alert').filter({ hasText: 'One field needs you.' }).waitFor();
  expect(await nameOfFocus(page)).toBe('account.email');
  await checkLooks(page, 'sent without an email');

  await emailOf(page).fill('maria.silva@gmial.com');
  await page.getByRole('button', { name: 'Use maria.silva@gmail.com' }).click();
  expect(await emailOf(page).inputValue()).toBe('maria.silva@gmail.com');

  await emailOf(page).fill('ANNA.ROSSI@alder.example');
  await page.getByText('Already taken by another account.').waitFor();
  expect(await usernameOf(page).inputValue()).toBe('anna.rossi2');
  await page.getByText('anna.rossi is taken; this one is free to use.').waitFor();
  await checkLooks(page, 'an address that is taken');
  await usernameOf(page).fill('anna.r0ssi');
  await page.getByText('Free, but easily taken for anna.rossi, who has an account.').waitFor();
  await checkLooks(page, 'a username that looks like another');
  await usernameOf(page).fill('');

  await page.getByRole('textbox', { name: 'Personal message' }).fill('Welcome');
  await page.getByRole('button', { name: 'Create account and link' }).click();
  await page.getByRole('alert').filter({ hasText: 'One field needs you.' }).waitFor();
  expect(await nameOfFocus(page)).toBe('account.email');
  expect(await page.getByRole('textbox', { name: 'Personal message' }).inputValue()).toBe('Welcome');

  await emailOf(page).fill('anna.rossi@birch.example');
  await usernameOf(page).fill('duc.nguyen');
  await page.getByRole('button', { name: 'Use duc.nguyen2' }).click();
  expect(await usernameOf(page).inputValue()).toBe('duc.nguyen2');
  await page.getByText('This username is free to use.').waitFor();
  await page.getByRole('button', { name: 'Create account and link' }).click();
  await page.getByText('For anna.rossi@birch.example, with the username duc.nguyen2.').waitFor();
});

it('schedules an email, and asks for the time before it sends', async () => {
  const page = await openAs({ browser, server }, founder, form);
  await emailOf(page).fill('yuki.tanaka@alder.example');
  await page.getByRole('radio', { name: 'Send an email later' }).check();
  const frame = page.frameLocator('iframe[title="The invitation as it will look"]');
  await frame.getByText('yuki.tanaka', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Schedule invitation' }).click();
  await page.getByText('This is needed.').waitFor();
  expect(await nameOfFocus(page)).toBe('delivery.sendAt');
  await checkLooks(page, 'later, without a time');

  await page.getByLabel('Day and time').fill('2020-01-01T08:00');
  await page.getByRole('button', { name: 'Schedule invitation' }).click();
  await page.getByText('This moment has passed.').waitFor();

  const nextYear = new Date(Date.now() + 180 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Day and time').fill(`${nextYear}T08:00`);
  await page.getByRole('button', { name: 'Schedule invitation' }).click();
  await page
    .getByRole('heading', { level: 1, name: /^The invitation is scheduled for .+, 08:00$/ })
    .waitFor();
  await checkLooks(page, 'registered, scheduled');
});

it('keeps an account without sending anything', async () => {
  const page = await openAs({ browser, server }, founder, form);
  await emailOf(page).fill('ingrid.solheim@alder.example');
  await page.getByRole('radio', { name: 'Don’t send anything yet' }).check();
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { level: 1, name: 'The account is kept, nothing was sent' }).waitFor();
});

it('shows an operator without further rights what is locked and who can help', async () => {
  const operator = await makeMember(server, {
    slug: founder.slug,
    username: 'giulia.conti',
    permissions: ['user-registration:access'],
  });
  const page = await openAs({ browser, server }, operator, '/user-registration');
  await page.getByText('user-registration:can_bulk_invite').waitFor();
  expect(await page.getByText('user-management:can_register_identity').count()).toBe(2);
  await checkLooks(page, 'options with missing permissions');

  await page.getByRole('link', { name: 'Create a new internal user' }).click();
  const link = page.getByRole('radio', { name: 'Give me a link to pass on' });
  await page.getByText('Needs the permission user-registration:can_hand_over_link.').waitFor();
  expect(await link.isDisabled()).toBe(true);
  await checkLooks(page, 'a way of delivery that is locked');
});

it('says so when the permission was withdrawn while the form was filled in', async () => {
  const operator = await makeMember(server, {
    slug: founder.slug,
    username: 'karim.haddad',
    permissions: ['user-registration:access'],
  });
  const page = await openAs({ browser, server }, operator, form);
  await emailOf(page).fill('sofia.lindgren@alder.example');
  await page.getByText('This address is free to use.').waitFor();
  await withdrawAll(operator.accountId);
  await page.getByRole('button', { name: 'Send invitation' }).click();
  await page.getByText('Not for this account').waitFor();
  await page.getByText('This needs the permission user-registration:access.').waitFor();
  expect(await emailOf(page).inputValue()).toBe('sofia.lindgren@alder.example');
  await checkLooks(page, 'refused');
});

async function withdrawAll(accountId: string): Promise<void> {
  const { items } = await founder.call(listGrants, { query: { account: accountId } });
  for (const { id } of items) await founder.call(revokeGrant, { params: { id } });
}

function emailOf(page: Page) {
  return page.getByRole('textbox', { name: 'Email' });
}

function usernameOf(page: Page) {
  return page.getByRole('textbox', { name: 'Username' });
}

/** The name of the field that has the focus, or its element's. */
function nameOfFocus(page: Page): Promise<string> {
  return page.evaluate<string>(
    '(() => { const { activeElement: at } = document; return at.getAttribute("name") ?? at.localName })()',
  );
}
