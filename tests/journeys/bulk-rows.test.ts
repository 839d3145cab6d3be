import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startImport } from '../../contract/imports.ts';
import { revokeInvitation } from '../../contract/invitations.ts';
import { registerPerson } from '../../contract/registration.ts';
import { signIn } from '../../contract/sessions.ts';
import { askDatabase } from '../support/ask-database.ts';
import { phone, startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkFits, checkLooks } from '../support/check-looks.ts';
import { makeMember } from '../support/make-member.ts';
import { openAs } from '../support/open-as.ts';
import { goodPassword, startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../support/test-foyer.ts';
import { wordsOf } from '../support/words-of.ts';

// Rows from the clipboard, the file of another product, the keyboard alone, another language, a second person.

const start = '/user-registration/bulk-invite';

let server: TestFoyer;
let browser: Browser;
let founder: Visitor;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestFoyer(), startBrowser()]);
  await server.found('Alder Institute');
});
beforeEach(async () => {
  founder = server.visitor();
  await founder.call(signIn, { body: { login: 'founder', password: goodPassword } });
});

afterAll(async () => {
  await browser.stop();
  await server.stop();
});

it('takes people from an address line, keeps them over a reload, and checks them by the keyboard alone', async () => {
  const page = await openAs({ browser, server }, founder, start);
  await page.getByRole('textbox', { name: 'Email, row 1' }).focus();
  await paste(
    page,
    '"Rossi, Anna" <anna.rossi@alder.example>; Luca <luca.ferri@gmial.com>, nils@alder.example',
  );
  await page.getByText('Draft kept').waitFor();
  await page.reload();
  expect(await page.getByRole('textbox', { name: 'Email, row 2' }).inputValue()).toBe('luca.ferri@gmial.com');
  await page.getByRole('button', { name: 'Check 3 rows' }).click();
  await page.getByRole('heading', { level: 1, name: 'Check typed rows' }).waitFor();
  await expect.poll(() => focused(page)).toBe('Check typed rows');

  await page.getByRole('gridcell', { name: 'anna.rossi@alder.example' }).focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(() => focused(page)).toContain('luca.ferri@gmial.com');
  await page.keyboard.press('Alt+f');
  await page.getByRole('status').filter({ hasText: 'Line 3: Ready.' }).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByRole('status').filter({ hasText: 'Line 3: Needs attention. Looks mistyped.' }).waitFor();
  await page.keyboard.press('F2');
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toContain('luca.ferri@gmial.com');
  await page.keyboard.type('luca@alder.example');
  await page.keyboard.press('Tab');
  await expect.poll(() => focused(page)).toBe('luca');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Left out 1' }).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('End');
  await paste(page, 'nils.berg');
  // What was said of line 4 before stands there until the answer comes.
  await page.getByRole('gridcell', { name: 'nils.berg', exact: true }).waitFor();
  await page.getByRole('status').filter({ hasText: 'Line 4' }).waitFor();
});

it('keeps what was typed while the session ends, and sends it after the new sign-in', async () => {
  const page = await openAs({ browser, server }, founder, start);
  await page.getByRole('textbox', { name: 'Email, row 1' }).fill('farah.rahimi@');
  await page.getByRole('button', { name: 'Check 1 row' }).click();
  await page.getByRole('gridcell', { name: /^farah/ }).focus();
  await askDatabase(server, 'update session set ended_at = now() where ended_at is null');
  await page.keyboard.type('farah@alder.example');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.getByLabel('Password', { exact: true }).fill(goodPassword);
  await dialog.getByRole('button', { name: 'Sign in and go on' }).click();
  await page.getByRole('button', { name: 'Ready 1' }).waitFor();
});

it('reads the template of Microsoft Entra as it is, shown as cards on a phone', async () => {
  const page = await openAs({ browser, server }, founder, start);
  await page.setInputFiles('input[type=file]', { name: 'entra.csv', mimeType: 'text/csv', buffer: entra() });
  await page.getByRole('heading', { level: 1, name: 'Check entra.csv' }).waitFor();
  await page.getByText('was left out').waitFor();
  await page.getByRole('gridcell', { name: 'kim.abeles@alder.example' }).first().waitFor();
  await page.getByRole('button', { name: 'Ready 2' }).waitFor();
  await page.setViewportSize(phone);
  await checkFits(page, 'cards of the rows');
  await page.getByRole('gridcell', { name: 'kim.abeles@alder.example' }).first().waitFor();
});

it('says before it happens who would be invited again after a revocation, and leaves them out by one press', async () => {
  const { call } = founder;
  for (const name of ['rhea', 'rolf']) {
    const { invitation } = await call(registerPerson, {
      body: { account: { email: `${name}@alder.example` }, delivery: { channel: 'none' } },
    });
    await call(revokeInvitation, { params: { id: invitation?.id ?? '' } });
  }
  const rows = ['rhea', 'rolf', 'runa'].map((name) => ({ email: `${name}@alder.example` }));
  const { id } = await call(startImport, { body: { rows } });
  const page = await openAs({ browser, server }, founder, `${start}/${id}`);
  await page.getByText('2 people would be invited again').waitFor();
  await page
    .getByText(/^Invited again: revoked on/)
    .nth(1)
    .waitFor();
  await checkLooks(page, 'rows that ask somebody again');
  await page.setViewportSize(phone);
  await checkFits(page, 'cards of rows that ask somebody again');
  await page.getByRole('button', { name: 'Invited again 2' }).click();
  await page.getByRole('button', { name: 'Leave these 2 out' }).click();
  await page.getByText('2 rows changed').waitFor();
  await expect.poll(() => focused(page)).toBe('Check typed rows');
  await page.getByRole('button', { name: 'Ready 1' }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('2 rows are as they were before').waitFor();
  await page.getByRole('button', { name: 'Leave these 2 out' }).click();
  await page.getByRole('button', { name: 'Continue with 1 ready row' }).click();
  await page.getByRole('button', { name: 'Send 1 invitation' }).click();
  await page.getByRole('heading', { level: 1, name: '1 person registered' }).waitFor({ timeout: 30_000 });
});

it('waits for a second person where the organization wants one', async () => {
  await askDatabase(server, 'update organization_settings set import_approval_rows = 1');
  const page = await openAs({ browser, server }, founder, start);
  await page.getByRole('textbox', { name: 'Email, row 1' }).fill('wanda@alder.example');
  await page.getByRole('button', { name: 'Check 1 row' }).click();
  await page.getByRole('button', { name: 'Continue with 1 ready row' }).click();
  await page.getByRole('button', { name: 'Send 1 invitation' }).click();
  await page.getByRole('heading', { level: 1, name: 'Waiting for a second person' }).waitFor();
  await checkLooks(page, 'an import that waits');
  const second = await makeMember(server, {
    slug: 'alder-institute',
    username: 'mara.bruni',
    permissions: ['user-registration:access', 'user-registration:can_bulk_invite'],
  });
  const theirs = await openAs({ browser, server }, second, new URL(page.url()).pathname);
  await theirs.getByText('founder asks you to look at it').waitFor();
  await checkLooks(theirs, 'an import to approve');
  await theirs.getByRole('button', { name: 'Approve 1 person' }).click();
  await page.getByRole('heading', { level: 1, name: /1 person registered/ }).waitFor({ timeout: 30_000 });
});

it('hides what is sensitive from others than who brought it, and shows a cell on purpose, by keyboard too', async () => {
  const karim = await makeMember(server, {
    slug: 'alder-institute',
    username: 'karim.haddad',
    permissions: [
      'user-registration:access',
      'user-registration:can_bulk_invite',
      'user-management:can_register_identity',
    ],
  });
  const file =
    'email,First name,Last name,Tax code\nh1@alder.example,Hana,Seidl,AAAA-1\nh2@alder.example,Hugo,Seidl,BBBB-2\n';
  const { id } = await karim.call(startImport, { file: new Blob([file], { type: 'text/csv' }) });
  const own = await openAs({ browser, server }, karim, `${start}/${id}?show=all`);
  await own.getByText('AAAA-1').waitFor();
  const page = await openAs({ browser, server }, founder, `${start}/${id}?show=all`);
  await page.getByText('Hidden', { exact: true }).first().waitFor();
  expect(await page.getByText('AAAA-1').count()).toBe(0);
  await checkLooks(page, 'cells that somebody else brought');
  await page.getByRole('button', { name: 'Show Tax code; it is noted' }).first().click();
  await page.getByRole('gridcell', { name: 'AAAA-1' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('gridcell', { name: 'BBBB-2' }).waitFor();
  await page.getByRole('status').filter({ hasText: 'BBBB-2' }).waitFor({ state: 'attached' });
  await page.evaluate(`dispatchEvent(new Event('blur'))`);
  await expect.poll(() => page.getByText('BBBB-2').count()).toBe(0);
  expect(await page.getByText('Hidden', { exact: true }).count()).toBe(2);
  await page.goto(new URL('../../activity', page.url()).href);
  const entry = page.getByRole('listitem').filter({ hasText: 'looked at hidden cells of a bulk invite' });
  await entry.filter({ hasText: 'Tax code' }).first().waitFor();
});

it('stands there in Italian, and is locked for who may not', async () => {
  await askDatabase(server, 'update organization_settings set import_approval_rows = null');
  const { call } = founder;
  const rows = [{ email: 'uno@alder.example' }, { email: 'due@gmial.com' }];
  const { id } = await call(startImport, { body: { rows } });
  const words = wordsOf('it');
  const page = await openAs({ browser, server }, founder, `${start}/${id}?show=not_done`, { locale: 'it' });
  await askDatabase(server, `update account set language = 'it' where username = 'founder'`);
  await page.reload();
  await page.getByRole('button', { name: new RegExp(words('imports:filter.not_done')) }).waitFor();
  await page.getByText(words('imports:groups.rows', { count: 1, number: 1 }), { exact: true }).waitFor();

  const operator = await makeMember(server, {
    slug: 'alder-institute',
    username: 'only.one',
    permissions: ['user-registration:access'],
  });
  const locked = await openAs({ browser, server }, operator, '/user-registration');
  await locked.getByText('user-registration:can_bulk_invite').waitFor();
});

/** As its portal makes it: a version, then headers with property names; a password, and the rows of the example. */
function entra(): Buffer {
  return Buffer.from(
    [
      'version:v1.0,,,,,',
      'Name [displayName] Required,User name [userPrincipalName] Required,Initial password [passwordProfile] Required,Block sign in (Yes/No) [accountEnabled] Required,First name [givenName],Last name [surname]',
      'Kim Abeles,kim.abeles@alder.example,Pa55w.rd,No,Kim,Abeles',
      'Oscar Ward,oscar.ward@alder.example,Pa55w.rd,No,Oscar,Ward',
    ].join('\r\n'),
  );
}

/** The clipboard of a headless browser is nobody's: the event that a paste is. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate(`{
    const data = new DataTransfer();
    data.setData('text/plain', ${JSON.stringify(text)});
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }`);
}

function focused(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement.textContent');
}
