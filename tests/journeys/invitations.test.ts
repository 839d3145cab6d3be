import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { registerPerson } from '../../contract/registration.ts';
import { askDatabase } from '../support/ask-database.ts';
import { startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
import type { MailServer } from '../support/mail-server.ts';
import { startMailServer } from '../support/mail-server.ts';
import { openAs } from '../support/open-as.ts';
import { startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer } from '../support/test-foyer.ts';

let server: TestFoyer;
let browser: Browser;
let mail: MailServer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;

beforeAll(async () => {
  mail = await startMailServer();
  mail.refuse((to) => {
    if (to.startsWith('karim')) return { at: 'recipient', code: 550, text: '5.1.1 No such mailbox' };
    if (to.startsWith('later')) return { at: 'recipient', code: 450, text: '4.2.0 Come again' };
    return undefined;
  });
  [server, browser] = await Promise.all([startTestFoyer({ smtpUrl: mail.url }), startBrowser()]);
});

afterAll(async () => {
  await browser.stop();
  await server.stop();
  await mail.stop();
});

it('says that nobody waits before anybody was invited', async () => {
  founder = await server.found('Alder Institute');
  const page = await openAs({ browser, server }, founder, '/invitations');
  await page.getByText('Nobody is waiting at the door').waitFor();
  await checkLooks(page, 'no invitation');
  await page.getByRole('link', { name: 'Invite someone' }).click();
  await page.getByRole('heading', { level: 1, name: 'Create a new internal user' }).waitFor();
});

it('finds invitations by state and by how they begin, and keeps both in the address', async () => {
  await invite('anna.rossi', 'karim.haddad', 'noor.elamin');
  const page = await openAs({ browser, server }, founder, '/invitations');
  await page.getByRole('cell', { name: 'Bounced' }).waitFor();
  await page.getByRole('button', { name: 'Bounced 1' }).click();
  await rowOf(page, 'karim.haddad').waitFor();
  await expect.poll(() => page.getByRole('row').count()).toBe(2);
  expect(page.url()).toContain('?state=bounced');

  await page.getByRole('button', { name: /^All/ }).click();
  await page.keyboard.press('/');
  await page.keyboard.type('noor');
  await rowOf(page, 'karim.haddad').waitFor({ state: 'detached' });
  expect(page.url()).toContain('?query=noor');
  await page.reload();
  await rowOf(page, 'noor.elamin').waitFor();
  expect(await page.getByRole('searchbox').inputValue()).toBe('noor');

  await page.getByRole('searchbox').fill('zzz');
  await page.getByText('Nobody matches “zzz”').waitFor();
  await checkLooks(page, 'no invitation matches');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await rowOf(page, 'anna.rossi').waitFor();
  expect(await page.getByRole('searchbox').inputValue()).toBe('');
});

it('opens beside the list by the keyboard, trouble first, and gives the focus back', async () => {
  const page = await openAs({ browser, server }, founder, '/invitations');
  await rowOf(page, 'karim.haddad').focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Invitation of karim.haddad' });
  await panel.getByText('The email came back').waitFor();
  await panel.getByText('550 5.1.1 No such mailbox', { exact: true }).waitFor();
  await expect.poll(() => focused(page)).toBe('karim.haddad');
  await checkLooks(page, 'an email that came back');
  // On the phone it was a drawer, which takes a moment to go.
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await panel.waitFor();

  await page.keyboard.press('ArrowDown');
  await page.getByRole('heading', { level: 2, name: 'anna.rossi' }).waitFor();
  await page.keyboard.press('ArrowUp');
  await panel.waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  await expect.poll(() => focused(page)).toContain('karim.haddad@alder.example');
});

it('keeps what is typed beside the list, and in a dialog over it, when the window becomes a phone’s and back', async () => {
  const page = await openAs({ browser, server }, founder, '/invitations', {});
  const desktop = page.viewportSize() ?? { width: 1440, height: 900 };
  const phone = { width: 390, height: 844 };
  await rowOf(page, 'karim.haddad').click();
  const correction = page.getByRole('textbox', { name: 'Correct address' });
  await correction.fill('karim@right.example');
  for (const size of [phone, desktop]) {
    await page.setViewportSize(size);
    await page.getByRole('dialog').waitFor({ state: size === phone ? 'visible' : 'detached' });
    expect(await correction.inputValue()).toBe('karim@right.example');
    // Typing goes on where it was.
    await correction.and(page.locator(':focus')).waitFor();
  }
  await rowOf(page, 'noor.elamin').click();
  await page.getByRole('button', { name: 'Correct the address…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Correct the address of noor.elamin' });
  await dialog.getByRole('textbox').fill('noor@right.example');
  await page.setViewportSize(phone);
  await page.getByRole('dialog', { name: 'Invitation of noor.elamin' }).waitFor();
  // It is not under what came after it, and typing goes on in it.
  await dialog.getByRole('button', { name: /^Correct/ }).click({ trial: true });
  await page.keyboard.type('s');
  expect(await dialog.getByRole('textbox').inputValue()).toBe('noor@right.examples');
  await page.getByRole('dialog', { name: 'Correct the address of noor.elamin' }).press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('dialog', { name: 'Invitation of noor.elamin' }).waitFor();
});

it('lets everybody be chosen on a phone, where no head stands above the list', async () => {
  const page = await openAs({ browser, server }, founder, '/invitations', {});
  await page.setViewportSize({ width: 390, height: 844 });
  await rowOf(page, 'anna.rossi').waitFor();
  await page.getByText('Choose everyone on this page').click();
  const bar = page.getByRole('region', { name: 'Act on the chosen invitations' });
  await bar.getByText('3 chosen').waitFor();
  await checkLooks(page, 'everybody chosen on a phone');
});

it('does not write twice within a minute, and says how long to wait', async () => {
  const page = await openAs({ browser, server }, founder, '/invitations');
  // As if it left now: the tests before this one take longer than a minute on a busy machine.
  await askDatabase(
    server,
    `update mail set created_at = now() where account_id = (select id from account where username = 'anna.rossi')`,
  );
  await page.getByRole('button', { name: 'Send again to anna.rossi' }).click();
  await page.getByText('Nothing was sent to anna.rossi').waitFor();
  await page.getByText(/Try again in (a minute|\d+ seconds)/).waitFor();
  await checkLooks(page, 'a mail too soon after another');
});

it('hands a link over after saying that the other one ends, from the menu and back to it', async () => {
  const page = await openAs({ browser, server }, founder, '/invitations');
  await page.getByRole('button', { name: 'More for noor.elamin' }).click();
  await checkLooks(page, 'the menu of a row');
  await page.getByRole('menuitem', { name: 'Hand the link over' }).click();
  const dialog = page.getByRole('dialog', { name: 'Hand the link over to noor.elamin' });
  await dialog.getByText('The link that this person may have now stops working.').waitFor();
  await dialog.getByRole('button', { name: 'Make a new link' }).click();
  await dialog.getByRole('textbox', { name: 'The invitation link' }).waitFor();
  await checkLooks(page, 'a link handed over');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => focused(page)).toBe('More for noor.elamin');
  await page.getByRole('cell', { name: 'Handed over' }).waitFor();
});

it('says that a link ended, and offers to send another', async () => {
  await askDatabase(
    server,
    `update invitation set expires_at = now() - interval '1 day', changed_at = now() - interval '1 day'
     where account_id = (select id from account where username = 'noor.elamin')`,
  );
  const page = await openAs({ browser, server }, founder, '/invitations?state=expired');
  await page.getByText('ended yesterday').waitFor();
  await rowOf(page, 'noor.elamin').click();
  await page.getByText('The link has ended').waitFor();
  await checkLooks(page, 'a link that ended');
});

it('says what could not be loaded, and tries again', async () => {
  const page = await openAs({ browser, server }, founder, '/user-registration');
  const problem = { type: 'about:blank', code: 'too_many_requests', status: 429, requestId: 'a reference' };
  await page.route('**/api/v1/invitations?*', (route) =>
    route.fulfill({ status: 429, json: { ...problem, title: 'Too many', detail: 'Wait a little.' } }),
  );
  await page.getByRole('link', { name: 'Invitations' }).click();
  await page.getByText('The invitations could not be loaded').waitFor();
  await checkLooks(page, 'invitations that could not be loaded');
  await page.unroute('**/api/v1/invitations?*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await rowOf(page, 'anna.rossi').waitFor();

  await page.goto('/invitations/01a20470-0000-7000-8000-000000000000');
  await page.getByText('This invitation could not be loaded').waitFor();
  // What is not there is not there a moment later either.
  expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
});

it('chooses by the keyboard, says what happens to whom, does it, and says what became of it', async () => {
  const page = await openAs({ browser, server }, founder, '/invitations?sort=email');
  await rowOf(page, 'anna.rossi').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+Space');
  const bar = page.getByRole('region', { name: 'Act on the chosen invitations' });
  await bar.getByText('3 chosen').waitFor();
  await checkLooks(page, 'three invitations chosen');
  await bar.getByRole('button', { name: 'Extend…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Let these links work longer?' });
  await dialog.getByText('2 links work until the end of that day').waitFor();
  await dialog.getByText('1 email came back').waitFor();
  await checkLooks(page, 'what would happen to three');
  await dialog.getByLabel('Until the end of').fill('2020-01-01');
  await dialog.getByText('This day is over.').waitFor();
  expect(await dialog.getByRole('button', { name: /^Extend/ }).count()).toBe(0);
  await dialog.getByLabel('Until the end of').fill(inDays(9));
  await dialog.getByRole('button', { name: 'Extend 2 links' }).click();
  await page.getByRole('heading', { name: '2 of 3 links work longer now' }).waitFor();
  await checkLooks(page, 'what became of three');

  // It is there again for whoever comes back, until it is put away.
  await page.reload();
  await page.getByRole('link', { name: 'See the bounced and correct them' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await rowOf(page, 'anna.rossi').waitFor({ state: 'detached' });
  await rowOf(page, 'karim.haddad').waitFor();
});

it('edits the chosen alike, once something was chosen to change', async () => {
  const page = await openAs({ browser, server }, founder, '/invitations?sort=email');
  await rowOf(page, 'anna.rossi').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+Space');
  await page.getByRole('button', { name: 'Edit…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit these invitations' });
  await dialog.getByText('2 invitations change.').waitFor();
  await dialog.getByRole('button', { name: 'Change 2 invitations' }).click();
  await dialog.getByText('Nothing changes yet').waitFor();
  await dialog.locator('select[name=population]:focus').waitFor();
  await checkLooks(page, 'nothing chosen to change in many');
  await page.keyboard.type('ext');
  await dialog.getByText('Nothing changes yet').waitFor({ state: 'detached' });
  await dialog.getByLabel('Add a permission').selectOption('settings:access');
  await checkLooks(page, 'what changes in many');
  await dialog.getByRole('button', { name: 'Change 2 invitations' }).click();
  await page.getByRole('heading', { name: '2 invitations are changed' }).waitFor();
  const changed = await askDatabase(
    server,
    `select username, population, permission from account join permission_grant on account_id = account.id order by username`,
  );
  const both = { population: 'external', permission: 'access' };
  expect(changed).toEqual(['anna.rossi', 'karim.haddad'].map((username) => ({ username, ...both })));
});

it('takes a permission away again from many at once', async () => {
  const page = await openAs({ browser, server }, founder, '/invitations?sort=email');
  await rowOf(page, 'anna.rossi').focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Edit…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit these invitations' });
  await dialog.getByLabel('Take a permission away').selectOption('settings:access');
  // Nobody is given and taken the same.
  const named = await dialog.getByLabel('Take a permission away').locator('option').allTextContents();
  expect(named.filter((name) => name.startsWith('Settings'))).toEqual([]);
  await checkLooks(page, 'a permission to take away');
  // Each key changes what the closed list shows; none takes it before Enter, or the way on.
  await dialog.getByLabel('Take a permission away').focus();
  await page.keyboard.type('Act');
  await dialog.getByText('Enter confirms the choice.').waitFor();
  await checkLooks(page, 'a permission that the keyboard stands on');
  const taken = (name: RegExp) => dialog.getByRole('group', { name });
  expect(await taken(/^Activity/).count()).toBe(0);
  await page.keyboard.press('Enter');
  await taken(/^Activity/).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect.poll(() => dialog.getByRole('button', { name: /^Keep / }).count()).toBe(3);
  await dialog.getByRole('button', { name: 'Change 1 invitation' }).click();
  await page.getByRole('heading', { name: '1 invitation is changed' }).waitFor();
  const left = await askDatabase(
    server,
    `select username from account join permission_grant on account_id = account.id where ended_at is null`,
  );
  expect(left).toEqual([{ username: 'karim.haddad' }]);
});

it('puts the right domain for many who were typed wrong, and says whom it leaves', async () => {
  await invite('wrong.one', 'wrong.two');
  await askDatabase(
    server,
    `update account set email = username || '@exmaple.org', email_canonical = username || '@exmaple.org' where username like 'wrong%'`,
  );
  const page = await openAs({ browser, server }, founder, '/invitations?sort=email');
  for (const name of ['wrong.one', 'wrong.two', 'anna.rossi']) {
    await page
      .getByRole('row', { name: new RegExp(name) })
      .getByRole('checkbox')
      .check();
  }
  await page.getByRole('button', { name: 'Correct domain…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Correct the domain of these addresses' });
  await dialog.getByText('Fill in both').waitFor();
  await checkLooks(page, 'which domain is wrong');
  await page.keyboard.type('exmaple.org');
  await page.keyboard.press('Tab');
  await page.keyboard.type('@Exmaple.org');
  await dialog.getByText('This is the same domain.').waitFor();
  await dialog.getByLabel('What is right').fill('example.org');
  await dialog.getByText('2 addresses change.').waitFor();
  await dialog.getByText('1 address has another domain.').waitFor();
  await checkLooks(page, 'whose domain changes');
  await dialog.getByRole('button', { name: 'Correct 2 addresses' }).click();
  await page.getByRole('heading', { name: '2 of 3 addresses are corrected' }).waitFor();
  await expect.poll(() => mail.mails.filter(({ to }) => to.endsWith('@example.org')).length).toBe(2);
  // In the list as well, at once.
  await page.getByText('wrong.one@example.org').waitFor();
});

it('sends the silent ones among the chosen, after one was corrected without a mail, and tells the first sending', async () => {
  for (const name of ['quiet.one', 'quiet.two']) {
    await founder.call(registerPerson, {
      body: { account: { email: `${name}@alder.example` }, delivery: { channel: 'none' } },
    });
  }
  const page = await openAs({ browser, server }, founder, '/invitations?sort=email');
  await page.getByRole('button', { name: 'More for quiet.two' }).click();
  await page.getByRole('menuitem', { name: 'Correct the address…' }).click();
  const correction = page.getByRole('dialog', { name: 'Correct the address of quiet.two' });
  await correction.getByText('No email is sent').waitFor();
  await checkLooks(page, 'a silent address to correct');
  await correction.getByLabel('Correct address').fill('quiet.three@alder.example');
  await correction.getByRole('button', { name: 'Correct the address' }).click();
  await page.getByText('The address is quiet.three@alder.example now.').waitFor();

  for (const name of ['quiet.one', 'quiet.three', 'anna.rossi']) {
    await page
      .getByRole('row', { name: new RegExp(name) })
      .getByRole('checkbox')
      .check();
  }
  await page.getByRole('button', { name: 'Send now…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Send these invitations now?' });
  await dialog.getByText('2 people who were registered without an email').waitFor();
  await dialog.getByText('1 has left or was handed over already').waitFor();
  await checkLooks(page, 'whom a first mail goes to');
  await dialog.getByRole('button', { name: 'Send 2 invitations' }).click();
  await page.getByRole('heading', { name: '2 of 3 invitations are on their way' }).waitFor();
  await expect.poll(() => mail.mails.filter(({ to }) => to.startsWith('quiet')).length).toBe(2);
  await page.getByRole('table').getByRole('link', { name: 'quiet.two' }).click();
  await page.getByText('Sent by founder').waitFor();
  await page.getByText('Address corrected by founder').waitFor();
  expect(await page.getByText('Sent again').count()).toBe(0);
});

it('asks for the number before the links of many end, and shows them page by page', async () => {
  await invite(...Array.from({ length: 52 }, (_, index) => `person.${index + 100}`));
  const page = await openAs({ browser, server }, founder, '/invitations?query=person&sort=oldest');
  await page.getByText('1 to 50 of 52').waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('51 to 52 of 52').waitFor();
  expect(await page.getByRole('row').nth(1).getAttribute('aria-rowindex')).toBe('52');
  await expect.poll(() => focused(page)).toContain('person.150');
  await page.getByRole('button', { name: 'Previous' }).click();
  await page.getByText('1 to 50 of 52').waitFor();

  await page.getByRole('checkbox', { name: 'Choose everyone on this page' }).check();
  await page.getByRole('button', { name: 'Choose all 52 that match' }).click();
  await page.getByRole('button', { name: 'Revoke…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Revoke these invitations?' });
  await dialog.getByRole('button', { name: 'Revoke 52 invitations' }).click();
  await expect.poll(() => focused(page)).toBe('');
  await page.keyboard.type('52');
  await dialog.getByRole('button', { name: 'Revoke 52 invitations' }).click();
  await page.getByRole('heading', { name: '52 invitations are revoked' }).waitFor();
});

it('shows the founder what waits, and hides the first steps where they are not wanted', async () => {
  const page = await openAs({ browser, server }, founder, '/');
  await page.getByText('3 of 5 done').waitFor();
  await page.getByRole('button', { name: 'Hide this list' }).click();
  await page.reload();
  await page.getByRole('button', { name: 'Show the first steps' }).waitFor();
  await checkLooks(page, 'home without the first steps');
  await page.getByRole('link', { name: '1 bounced' }).click();
  await rowOf(page, 'karim.haddad').waitFor();
  expect(page.url()).toContain('/invitations?state=bounced');
});

async function invite(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await founder.call(registerPerson, {
      body: { account: { email: `${name}@alder.example` }, delivery: { channel: 'email' } },
    });
  }
}

/** The day, `YYYY-MM-DD`, so many days from now. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

function rowOf(page: Page, name: string) {
  return page.getByRole('table').getByRole('link', { name });
}

/** The text or name of what has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate<string>(
    '(() => { const { activeElement: at } = document; return (at.getAttribute("aria-label") ?? at.textContent).slice(0, 80) })()',
  );
}

it('says of a mail that can not leave since when it waits, and no longer that it leaves in seconds', async () => {
  await founder.call(registerPerson, {
    body: { account: { email: 'later.nadal@alder.example' }, delivery: { channel: 'email' } },
  });
  const page = await openAs({ browser, server }, founder, '/invitations');
  const row = page.getByRole('row', { name: /later\.nadal/ });
  await row.getByText('Leaves soon').waitFor();
  await askDatabase(
    server,
    `update invitation set changed_at = now() - interval '2 minutes' where state = 'queued'`,
  );
  await page.reload();
  await row.getByText(/^Waiting since \d+ \w+ \d{4}, /).waitFor();
  await row.getByRole('link').click();
  await page.getByText('450 4.2.0 Come again').first().waitFor();
  await checkLooks(page, 'a mail that waits');
});

it('tells what limits leave before anything is sent: to one person, and to all', async () => {
  const [anna] = await askDatabase<{ id: string }>(
    server,
    `select i.id from invitation i join account a on a.id = i.account_id where a.email like 'noor%'`,
  );
  await askDatabase(
    server,
    `update mail set created_at = now() where account_id = (select account_id from invitation where id = $1)`,
    [anna?.id],
  );
  const page = await openAs({ browser, server }, founder, `/invitations/${anna?.id}`);
  await page.getByText('The next email to this person can leave at').waitFor();
  await askDatabase(server, `update organization_settings set daily_recipients = 1`);
  await page.reload();
  await page.getByText('What is sent now leaves on the next day that has room.').waitFor();
  await page.goto('/user-registration/bulk-invite');
  await page.getByText('What is sent now leaves on the next day that has room.').waitFor();
  await checkLooks(page, 'bulk invite, the mails of today used up');
  await askDatabase(server, `update organization_settings set daily_recipients = null`);
});

it('says everywhere that nothing leaves after too many came back, and that what is asked for now leaves later', async () => {
  await askDatabase(
    server,
    `insert into mail (organization_id, id, account_id, kind, language, about_id, generation, state, created_at, finished_at)
     select organization_id, overlay(gen_random_uuid()::text placing 'ffffffff' from 1)::uuid, account_id, 'invitation', 'en', id, n + 1000,
       'refused', now() - interval '2 hours', now()
     from (select * from invitation limit 1) one, generate_series(1, 100) n`,
  );
  const page = await openAs({ browser, server }, founder, '/invitations');
  const notice = page.getByText(/Sending goes on: Tomorrow, \d\d:\d\d\./);
  await notice.waitFor();
  await checkLooks(page, 'invitations, sending is stopped');
  await page.goto('/user-registration/bulk-invite');
  await notice.waitFor();
  await page.setInputFiles('input[type=file]', {
    name: 'few.csv',
    mimeType: '',
    buffer: Buffer.from('email\nfew.one@alder.example\nfew.two@alder.example\n'),
  });
  await page.getByRole('button', { name: 'Continue with 2 ready rows' }).click();
  const plan = page.getByRole('dialog');
  await plan.getByText('2 invitations leave by email once sending goes on').waitFor();
  await plan.getByText(/Sending goes on: /).waitFor();
  await checkLooks(page, 'the plan in words, sending is stopped');
  await askDatabase(server, `delete from mail where generation > 1000`);
});
