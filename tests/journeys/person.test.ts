import { afterAll, beforeAll, expect, test } from 'vitest';
import { grantPermission } from '../../contract/grants.ts';
import { registerIdentity } from '../../contract/identities.ts';
import { getAccount } from '../../contract/people.ts';
import { registerPerson } from '../../contract/registration.ts';
import { getSession, signIn } from '../../contract/sessions.ts';
import { askDatabase } from '../support/ask-database.ts';
import { startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
import { grantTo, makeMember } from '../support/make-member.ts';
import { openAs } from '../support/open-as.ts';
import { goodPassword, startTestFoyer } from '../support/test-foyer.ts';
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

const open = (id: string, tab = '') => openAs({ browser, server }, founder, `/people/${id}${tab}`);

test('one person on one page: account, identity, and access with its sources', async () => {
  const { account } = await founder.call(registerPerson, {
    body: { account: { email: 'anna.rossi@alder.example' }, delivery: { channel: 'email' } },
  });
  const { id } = account;
  const page = await open(id);
  await page.getByText('No digital identity yet').waitFor();
  await page.getByText('Nothing opens: the account is not active.').waitFor();

  const fields = { given_name: 'Anna', family_name: 'Rossi', tax_code: 'RSSNNA91D52L424T' };
  await founder.call(registerIdentity, { params: { id }, body: { fields } });
  await founder.call(grantPermission, {
    body: { account: id, application: 'activity', permission: 'access', reason: 'Spring audit' },
  });
  const ended = {
    accountId: id,
    permission: 'settings:access',
    from: '-2 days',
    until: '-1 second',
  } as const;
  await grantTo(server, ended);
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Anna Rossi' }).waitFor();
  await page.getByText('Personal code 10000001').waitFor();
  await page.getByText('Spring audit').filter({ visible: true }).waitFor();
  await checkLooks(page, 'a person');

  await page.getByRole('button', { name: 'Show ended and missing' }).click();
  await page.getByRole('button', { name: 'Grant “Settings” again' }).click();
  await page.getByText('Anna Rossi has “Settings” again').waitFor();
  await page.getByRole('row', { name: /Settings.*In force/ }).waitFor();
});

test('from the page of a person their identity is judged, gone on with, and access given', async () => {
  const operator = await makeMember(server, {
    slug,
    username: 'marta',
    permissions: ['user-management:access', 'user-management:can_register_identity'],
  });
  const { account } = await founder.call(registerPerson, {
    body: { account: { email: 'bruno.galli@alder.example' }, delivery: { channel: 'none' } },
  });
  const { id } = account;
  const fields = { given_name: 'Bruno', family_name: 'Gali' };
  await operator.call(registerIdentity, { params: { id }, body: { fields } });
  const theirs = await openAs({ browser, server }, operator, `/people/${id}`);
  await theirs.getByText('It was sent and waits for a reviewer.').waitFor();
  // Nor is what the operator may not do offered.
  expect(await theirs.getByRole('link', { name: /^(Review|Give access)/ }).count()).toBe(0);

  const page = await open(id);
  await page.getByRole('link', { name: 'Review the identity of bruno.galli' }).click();
  await page.getByRole('button', { name: 'Return Family name' }).click();
  await page.getByLabel('Reason, shown to Bruno Gali').fill('Your document says Galli.');
  await page.getByRole('button', { name: 'Return 1 field' }).click();
  await page.getByText(/^One field went back/).waitFor();
  await page.goto(`/people/${id}`);
  await page.getByRole('link', { name: 'Correct the identity of bruno.galli' }).click();
  await page.getByText('Came back: “Your document says Galli.”').waitFor();
  await founder.call(registerIdentity, { params: { id }, body: { fields: { family_name: 'Galli' } } });
  await page.goto(`/people/${id}`);
  await page
    .getByText(/ by founder$/)
    .first()
    .waitFor();
  await checkLooks(page, 'a person whose identity was validated by somebody');
  await page.getByRole('link', { name: 'Give access' }).click();
  await page.getByRole('link', { name: 'Grant “Settings”' }).waitFor();
  await page.getByRole('tab', { name: 'Access', selected: true }).waitFor();
});

test('a member is asked to look at their data again, sees what is meant, and says that all is right', async () => {
  const nora = await makeMember(server, { slug, username: 'nora.lind', identity: 'none' });
  const fields = { given_name: 'Nora', family_name: 'Lind', phone: '+390401234567' };
  await founder.call(registerIdentity, { params: { id: nora.accountId }, body: { fields } });
  const page = await open(nora.accountId);
  await page.getByRole('button', { name: 'Ask for an update…' }).click();
  await page.getByRole('dialog', { name: 'Ask Nora Lind for an update' }).waitFor();
  await page.getByRole('checkbox', { name: 'Phone' }).click();
  await page.getByLabel('What you say to them').fill('Has it changed?');
  await checkLooks(page, 'asking for an update');
  await page.getByRole('button', { name: 'Ask by email' }).click();
  await page.getByText('Nora Lind is asked by email.').waitFor();
  await page.getByText('Not answered yet').waitFor();
  await checkLooks(page, 'a person who is asked for an update');
  await page.getByRole('button', { name: 'Ask for an update…' }).click();
  await page.getByRole('button', { name: 'Ask by email' }).click();
  await page.getByText(/^Not possible now: Nora Lind was asked/).waitFor();

  const theirs = await openAs({ browser, server }, nora, '/');
  await theirs.getByText('You are asked to look at your data again').waitFor();
  await checkLooks(theirs, 'home, asked for an update');
  await theirs.getByRole('link', { name: 'Open My data' }).click();
  await theirs.getByText('You are asked to look at your data again').waitFor();
  await theirs.getByText('“Has it changed?”').waitFor();
  expect(await theirs.getByText('Everything is in order').count()).toBe(0);
  await checkLooks(theirs, 'my data, asked about');
  await theirs.getByRole('link', { name: 'Phone' }).click();
  await theirs.getByRole('heading', { level: 1, name: 'Contact' }).waitFor();
  await theirs.getByText('You are asked to look at your data again').waitFor();
  expect(await theirs.getByRole('button', { name: 'All is right' }).count()).toBe(0);
  expect(await theirs.getByText(/^Draft kept/).count()).toBe(0);
  await theirs.goto('/my-data');
  await theirs.getByRole('button', { name: 'All is right' }).click();
  await theirs.getByText('Thank you. You said that your data is right.').waitFor();
  await theirs.getByText('Everything is in order').waitFor();
  expect(await theirs.getByText('You are asked to look at your data again').count()).toBe(0);
  await page.reload();
  await page.getByText(/^Answered /).waitFor();
});

test('what is hidden is gone on leaving, and mails are read without their link', async () => {
  const { account } = await founder.call(registerPerson, {
    body: {
      account: { email: 'carla@alder.example' },
      identity: { fields: { given_name: 'Carla', family_name: 'Neri', tax_code: 'RSSNNA91D52L424T' } },
      delivery: { channel: 'email' },
    },
  });
  const page = await open(account.id, '?tab=activity');
  await page.getByText(/created the account of/).waitFor();
  await page.getByRole('tab', { name: 'Identity' }).click();
  await page.getByRole('button', { name: /^Show Tax code/ }).click();
  await page.getByText('RSSNNA91D52L424T').waitFor();
  await page.getByRole('cell', { name: 'Version 1' }).waitFor();
  await checkLooks(page, 'the identity of a person');
  await page.getByRole('tab', { name: 'Mails' }).click();
  expect(await page.getByText('RSSNNA91D52L424T').count()).toBe(0);
  // It is noted, in the list that was read before, too.
  await page.getByRole('tab', { name: 'Activity' }).click();
  await page.getByText(/looked at a hidden field of the identity of/).waitFor();
  await page.getByRole('tab', { name: 'Mails' }).click();
  await page
    .getByRole('button', { name: /Your place at Alder Institute|Invitation/ })
    .first()
    .click();
  await page.frameLocator('iframe').getByText('(link hidden)').first().waitFor();
  await checkLooks(page, 'a mail to a person');
});

test('an account is changed, suspended and let in again; an open page of theirs is covered when they come back to it', async () => {
  const karim = await makeMember(server, { slug, username: 'karim.haddad' });
  const theirs = await openAs({ browser, server }, karim, '/security', { mayFail: /40[13]/ });
  await theirs.getByLabel('Current password').fill('half of a passw');
  const page = await open(karim.accountId);
  await page.getByRole('button', { name: 'Change…' }).click();
  await page.getByLabel('Username').fill('founder');
  await page.getByRole('button', { name: 'Change account' }).click();
  await page.getByText(/already taken/i).waitFor();
  await page.getByLabel('Username').fill('karim');
  await page.getByRole('button', { name: 'Change account' }).click();
  await page.getByText('Account changed.').waitFor();

  await page.getByRole('button', { name: 'Manage' }).click();
  await page.getByRole('menuitem', { name: 'Suspend…' }).click();
  const question = page.getByRole('dialog', { name: 'Suspend the account of Karim Haddad?' });
  await question.waitFor();
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Manage');
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Suspend…' }).click();
  await question.waitFor();
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Keep it active');
  await checkLooks(page, 'suspending');
  await page.getByRole('button', { name: 'Suspend account' }).click();
  await page.getByText('This account is suspended').waitFor();
  // Whoever comes back to an idle page learns it without a step of their own; what was typed is still there.
  await theirs.evaluate('dispatchEvent(new Event("visibilitychange"))');
  await theirs.getByText('Your session has ended').waitFor();
  expect(await theirs.getByLabel('Current password').inputValue()).toBe('half of a passw');

  await page.getByRole('button', { name: 'Manage' }).click();
  await page.getByRole('menuitem', { name: 'End the suspension…' }).click();
  await page.getByRole('button', { name: 'End the suspension' }).click();
  await page.getByText('Karim Haddad can sign in again.').waitFor();
  expect(await founder.call(getAccount, { params: { id: karim.accountId } })).toMatchObject({
    state: 'active',
  });
});

test('a person is closed, then erased: after the password was given once more', async () => {
  const { accountId: id } = await makeMember(server, { slug, username: 'leaves.us' });
  await grantTo(server, { accountId: id, permission: 'settings:access', until: '3 days' });
  const page = await open(id);
  await page.getByRole('link', { name: 'Extend “Settings”' }).first().waitFor();
  await page.getByRole('button', { name: 'Manage' }).click();
  await page.getByRole('menuitem', { name: 'Close the account…' }).click();
  await page.getByRole('button', { name: 'Close account' }).click();
  await page.getByText('This account is closed').waitFor();
  expect(await page.getByRole('link', { name: 'Extend “Settings”' }).count()).toBe(0);

  await askDatabase(server, `update session set fresh_at = now() - interval '11 minutes'`);
  await page.getByRole('button', { name: 'Manage' }).click();
  await page.getByRole('menuitem', { name: 'Erase the person…' }).click();
  await page.getByRole('button', { name: 'Erase 1 person' }).click();
  await page.getByRole('textbox', { name: 'Password' }).fill(goodPassword);
  await page.keyboard.press('Enter');
  await page.getByText('The person was erased.').waitFor();
  await page.goto(`/people/${id}`);
  await page.getByText('Nobody is here').waitFor();
});

test('one’s own page offers nothing against oneself; one’s own data comes as a file; the role is handed over', async () => {
  // The one before was given the password in the browser, and has another cookie since.
  const ada = server.visitor();
  await ada.call(signIn, { body: { organization: slug, login: 'founder', password: goodPassword } });
  const { account } = await ada.call(getSession);
  const heir = await makeMember(server, { slug, username: 'heir.apparent' });
  const page = await openAs({ browser, server }, ada, '/my-data', { acceptDownloads: true });
  await page.getByRole('button', { name: 'Get my data' }).click();
  const file = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /HTML/ }).click();
  expect((await file).suggestedFilename()).toMatch(/^person-[\d-]+\.html$/);

  await page.goto(`/people/${account.id}`);
  await page.getByText('This is you').waitFor();
  expect(await page.getByRole('button', { name: 'Manage' }).count()).toBe(0);

  await page.goto(`/people/${heir.accountId}`);
  await page.getByRole('button', { name: 'Manage' }).click();
  await page.getByRole('menuitem', { name: 'Hand the founder’s role over…' }).click();
  await page.getByRole('button', { name: 'Hand the role over' }).click();
  await page.waitForURL('/');
  await page.getByText('Heir Apparent is the founder now.').waitFor();
  // As anybody else whose digital identity is missing.
  await page.getByRole('heading', { level: 1, name: /^Welcome/ }).waitFor();
  const registry = page.getByRole('navigation').getByRole('link', { name: 'Management of users' });
  await expect.poll(() => registry.count()).toBe(0);
  expect((await heir.call(getSession)).account.isFounder).toBe(true);
  expect((await ada.call(getSession)).permissions).toEqual([]);
});
