import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { desktop, phone } from './browser.ts';
import type { Browser } from './browser.ts';
import { checkFits, checkLooks } from './check-looks.ts';
import type { MailServer, ReceivedMail } from './mail-server.ts';
import type { Program } from './start-program.ts';
import { wordsOf } from './words-of.ts';
import type { Words } from './words-of.ts';

export interface Scene {
  readonly program: Program;
  readonly mail: MailServer;
  readonly browser: Browser;
  /** That the pages are read in: one with a catalog, or `ar-XB`, right to left. */
  readonly language: string;
  /** What is checked of each new page: all of its looks, or only that nothing is cut off on a desktop and a phone. */
  readonly look: 'whole' | 'width';
}

const password = 'copper kettle monday lantern';

/**
 * The whole of the product's first story, told in any language: the organization is founded, a person is invited,
 * written to, joins, meets locked doors, leaves, and comes back by username. Each new page is looked at.
 */
export async function onePerson(scene: Scene): Promise<void> {
  const { program, mail, language } = scene;
  const words = wordsOf(language);
  // Accounts can't have the pseudo-language: what the server writes is English then.
  const written = wordsOf(language === 'ar-XB' ? 'en' : language);
  const look = lookerOf(scene);
  const founder = await openIn(scene);
  await found(founder, { words, program, look });

  await look(founder, 'home of the founder');

  await founder
    .getByRole('link', { name: words('app:nav.registration') })
    .first()
    .click();
  await heading(founder, words('registration:title'));
  await founder.getByText(words('registration:latest.empty')).waitFor();
  await look(founder, 'registration, nobody invited');
  await invite(founder, { words, look });
  const letter = await mail.waitForMail((one) => one.to === 'anna.rossi@alder.example');
  expect(letter.subject).toBe(written('mail:invitation.subject', { organization: 'Alder Institute' }));
  await look(founder, 'the invitation is on its way');

  const anna = await openIn(scene);
  const passphrase = await join(anna, { words, letter, look });
  await heading(anna, words('home:welcome', { name: 'anna.rossi' }));
  const locked = anna.getByText(words('home:applications.locked.identity_not_validated'));
  await expect.poll(() => locked.count()).toBe(5);
  await look(anna, 'home without an identity');
  await anna.goto('/user-registration');
  await heading(anna, words('app:locked.title'));
  await look(anna, 'a page that is not open');

  await anna.getByRole('button', { name: words('app:user.menu') }).click();
  await anna.getByRole('menuitem', { name: words('app:user.signOut') }).click();
  await signIn(anna, words, passphrase);
  await heading(anna, words('home:welcome', { name: 'anna.rossi' }));

  await founder.goto('/invitations');
  await founder.getByRole('cell', { name: words('ui:state.invitation.accepted') }).waitFor();
  await look(founder, 'invitations');
  await founder.getByRole('link', { name: /anna\.rossi/ }).click();
  await founder.getByRole('list', { name: words('invitations:panel.delivery') }).waitFor();
  await look(founder, 'panel of an invitation');
}

type Look = (page: Page, state: string) => Promise<void>;

function lookerOf({ look, language }: Scene): Look {
  return async (page, state) => {
    if (look === 'whole') return checkLooks(page, `${language}: ${state}`);
    for (const size of [phone, desktop]) {
      await page.setViewportSize(size);
      await checkFits(page, `${language}: ${state}, ${size.width} px`);
    }
  };
}

async function openIn({ program, browser, language }: Scene): Promise<Page> {
  const page = await browser.open(program.address, { locale: language === 'ar-XB' ? 'en-GB' : language });
  if (language === 'ar-XB') await page.addInitScript(`localStorage.setItem('foyer-language', 'ar-XB')`);
  return page;
}

async function found(
  page: Page,
  { words, program, look }: { words: Words; program: Program; look: Look },
): Promise<void> {
  await page.goto(/http\S+\/setup#\S+/.exec(program.output().stdout)?.[0] ?? '');
  await heading(page, words('entrance:setup.title'));
  await look(page, 'found');
  const field = (key: string) => page.getByRole('textbox', { name: words(key), exact: true });
  await field('entrance:setup.name').fill('Alder Institute');
  await field('entrance:setup.email').fill('founder@alder.example');
  await field('entrance:password').fill(password);
  await page.getByRole('button', { name: words('entrance:setup.submit') }).click();
  await page.getByRole('heading', { level: 2, name: words('home:identity.founder.title') }).waitFor();
}

async function invite(page: Page, { words, look }: { words: Words; look: Look }): Promise<void> {
  await page.getByRole('link', { name: words('registration:options.newUser.title') }).click();
  await heading(page, words('registration:newInternalUser.title'));
  await look(page, 'the form of a new user');
  const field = (key: string) => page.getByRole('textbox', { name: words(key) });
  await field('registration:form.email').fill('anna.rossi@alder.example');
  await page.getByText(words('registration:form.emailFree')).waitFor();
  expect(await field('registration:form.username').inputValue()).toBe('anna.rossi');
  await field('registration:form.message').fill('A lunedì.');
  const preview = page.frameLocator(`iframe[title="${words('registration:aside.frame')}"]`);
  await preview.getByText('A lunedì.').waitFor();
  await page.getByRole('button', { name: words('registration:submit.email') }).click();
  await heading(page, words('registration:done.onItsWay'));
}

/** @returns the password that was suggested and taken */
async function join(
  page: Page,
  { words, letter, look }: { words: Words; letter: ReceivedMail; look: Look },
): Promise<string> {
  await page.goto(letter.links.find((link) => link.includes('/join#')) ?? '');
  await heading(page, words('entrance:join.title', { organization: 'Alder Institute' }));
  await look(page, 'join');
  await page.getByRole('button', { name: words('ui:password.suggest') }).click();
  const [before = '', after = ''] = words('ui:password.suggested', { passphrase: '\n' }).split('\n');
  const suggested = (await page.getByText(before, { exact: false }).textContent()) ?? '';
  const passphrase = suggested.slice(before.length, suggested.length - after.length);
  expect(passphrase.length).toBeGreaterThan(15);
  await page.getByRole('button', { name: words('entrance:join.submit') }).click();
  return passphrase;
}

async function signIn(page: Page, words: Words, secret: string): Promise<void> {
  await heading(page, words('entrance:signIn.title'));
  await page.getByRole('textbox', { name: words('entrance:login') }).fill('anna.rossi');
  await page.getByRole('textbox', { name: words('entrance:password') }).fill(secret);
  await page.getByRole('button', { name: words('entrance:signIn.submit') }).click();
}

async function heading(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor();
}
