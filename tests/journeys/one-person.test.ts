import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, it } from 'vitest';
import type { Browser } from '../support/browser.ts';
import { startBrowser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
import { freePort } from '../support/free-port.ts';
import type { MailServer, ReceivedMail } from '../support/mail-server.ts';
import { startMailServer } from '../support/mail-server.ts';
import { onePerson } from '../support/one-person.ts';
import type { Program } from '../support/start-program.ts';
import { startProgram } from '../support/start-program.ts';

const timeout = 180_000;
const password = 'copper kettle monday lantern';

let folder: string;
let mail: MailServer;
let program: Program;
let browser: Browser;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer journey '));
  fs.chmodSync(folder, 0o755);
  [mail, browser] = await Promise.all([startMailServer(), startBrowser()]);
  program = startProgram({
    PORT: String(await freePort()),
    FOYER_DATA: path.join(folder, 'data'),
    SMTP_URL: mail.url,
  });
  await program.untilReady();
}, timeout);

afterAll(async () => {
  await browser.stop();
  program.process.kill('SIGTERM');
  await program.exit;
  await mail.stop();
  fs.rmSync(folder, { recursive: true });
}, timeout);

it(
  'one person: founded, invited, written to, joined, locked out of the applications, back by username',
  () => onePerson({ program, mail, browser, language: 'en', look: 'whole' }),
  timeout,
);

it(
  'sent again, the old link is dead and the new one works; revoked, its page says so kindly',
  async () => {
    const founder = await browser.open(program.address);
    await founder.goto('/sign-in');
    await signIn(founder, 'founder@alder.example', password);
    await heading(founder, /, founder$/);
    // A link handed over first: a second mail within the minute would be refused.
    await founder.goto('/user-registration/new-internal-user');
    await founder.getByRole('textbox', { name: 'Email' }).fill('noor.elamin@alder.example');
    await founder.getByRole('radio', { name: 'Give me a link to pass on' }).check();
    await founder.getByRole('button', { name: 'Create account and link' }).click();
    await heading(founder, 'The link is ready to hand over');
    const handed = await founder.getByRole('textbox', { name: 'The invitation link' }).inputValue();
    await checkLooks(founder, 'the link to hand over');

    await founder.getByRole('link', { name: 'See the invitation' }).click();
    await founder.getByRole('heading', { level: 2, name: 'noor.elamin' }).waitFor();
    await checkLooks(founder, 'panel of an invitation');
    await founder.getByRole('complementary').getByRole('button', { name: 'Send again' }).click();
    await founder.getByText('The invitation to noor.elamin@alder.example is on its way again.').waitFor();
    const letter = await mail.waitForMail(to('noor.elamin@alder.example'));
    await founder.getByRole('list', { name: 'Delivery' }).getByText('Handed to the mail server').waitFor();

    const noor = await browser.open(program.address);
    await noor.goto(handed);
    await heading(noor, 'This link does not work any more');
    await checkLooks(noor, 'a link that was replaced');
    await noor.goto('about:blank');
    await noor.goto(joinLink(letter));
    await heading(noor, 'Welcome to Alder Institute');

    await founder.getByRole('button', { name: 'Revoke…' }).click();
    const dialog = founder.getByRole('dialog', { name: 'Revoke the invitation of noor.elamin?' });
    await dialog.waitFor();
    await checkLooks(founder, 'asked before revoking');
    await dialog.getByRole('button', { name: 'Revoke invitation' }).click();
    await founder.getByText('The invitation of noor.elamin is revoked.').waitFor();
    await founder.getByRole('list', { name: 'Delivery' }).getByText('Revoked by founder').waitFor();

    await noor.goto('about:blank');
    await noor.goto(joinLink(letter));
    await heading(noor, 'This link does not work any more');
  },
  timeout,
);

async function signIn(page: Page, login: string, secret: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Email or username' }).fill(login);
  await page.getByRole('textbox', { name: 'Password' }).fill(secret);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function heading(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

function to(address: string) {
  return (letter: ReceivedMail) => letter.to === address;
}

function joinLink(letter: ReceivedMail): string {
  const link = letter.links.find((one) => one.includes('/join#'));
  if (link === undefined) throw new Error(`no link to join among ${letter.links.join(' ')}`);
  return link;
}
