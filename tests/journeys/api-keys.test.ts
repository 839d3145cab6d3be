import { afterAll, beforeAll, expect, test } from 'vitest';
import { listInvitations } from '../../contract/invitations.ts';
import { askDatabase } from '../support/ask-database.ts';
import { startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { callWithKey } from '../support/call-with-key.ts';
import { checkLooks } from '../support/check-looks.ts';
import { openAs } from '../support/open-as.ts';
import { send } from '../support/send.ts';
import { goodPassword, startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer } from '../support/test-foyer.ts';

let server: TestFoyer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startTestFoyer(), startBrowser()]);
});
afterAll(async () => {
  await browser.stop();
  await server.stop();
});

test('a key is made, copied, used by a program, revoked, and opens nothing any more', async () => {
  const founder = await server.found('Alder Institute');
  const page = await openAs({ browser, server }, founder, '/settings/api-keys', {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await page.getByText('No program has a key yet').waitFor();
  await checkLooks(page, 'no keys');

  // The password is old by now: it is asked for once more, and what was typed is kept.
  await askDatabase(server, `update session set fresh_at = now() - interval '11 minutes'`);
  await page.getByRole('button', { name: 'Make a key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Make an API key' });
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Nightly import');
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(goodPassword);
  await page.keyboard.press('Enter');
  await dialog.getByText('Choose at least one permission.').first().waitFor();
  await checkLooks(page, 'a key to be made');
  await dialog.getByRole('checkbox', { name: /^User registration/ }).check();
  await dialog.getByRole('button', { name: 'Make the key' }).click();

  const made = page.getByRole('dialog', { name: 'The key is made' });
  await made.getByRole('button', { name: 'Copy the key' }).click();
  await made.getByRole('button', { name: 'Key copied' }).waitFor();
  const key = await page.evaluate<string>('navigator.clipboard.readText()');
  await checkLooks(page, 'a key shown once');
  await made.getByRole('button', { name: 'I have copied it' }).click();
  const row = page.getByRole('row', { name: /Nightly import/ });
  await row.getByText('Works').waitFor();
  expect(await page.content()).not.toContain(key.slice(-20));

  const program = callWithKey(server, key);
  expect((await program.call(listInvitations, {})).items).toEqual([]);
  await page.reload();
  await row.getByText(/^Today/).waitFor();
  await checkLooks(page, 'keys');

  await row.getByRole('button', { name: 'Revoke Nightly import' }).click();
  const asked = page.getByRole('dialog', { name: /Revoke the key/ });
  await asked.getByRole('button', { name: 'Revoke key' }).click();
  await row.getByText('Revoked').waitFor();
  expect((await send(program, listInvitations)).status).toBe(401);

  await page.goto('/activity?action=api_key');
  await page.getByText('founder revoked the API key Nightly import').waitFor();
});
