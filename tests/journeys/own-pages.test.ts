import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getSession, signIn } from '../../contract/sessions.ts';
import { phone, startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
import { makeMember } from '../support/make-member.ts';
import { openAs } from '../support/open-as.ts';
import { goodPassword, startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../support/test-foyer.ts';

const slug = 'alder-institute';
const newPassword = 'violet anchor tuesday orchard';

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

const open = (visitor: Visitor, path: string) => openAs({ browser, server }, visitor, path);

test('a password is changed: this session stays, the others end, the new one opens', async () => {
  const anna = await makeMember(server, { slug, username: 'anna.rossi' });
  const elsewhere = server.visitor();
  await elsewhere.call(signIn, { body: { login: 'anna.rossi', password: goodPassword } });
  const page = await open(anna, '/security');
  await page.getByLabel('Current password').fill(goodPassword);
  await page.getByLabel('New password').fill(newPassword);
  await page.getByText('Strong password').waitFor();
  await checkLooks(page, 'security, filled in');
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('Your password is changed').waitFor();
  await checkLooks(page, 'security, changed');

  await expect(elsewhere.call(getSession)).rejects.toMatchObject({ problem: { code: 'not_signed_in' } });
  await page.reload();
  await page.getByRole('heading', { name: 'Security' }).waitFor();
  const body = { login: 'anna.rossi', password: newPassword };
  expect((await server.visitor().call(signIn, { body })).account.username).toBe('anna.rossi');

  const outbox = await open(founder, '/outbox');
  await outbox
    .getByRole('link', { name: /password/i })
    .first()
    .waitFor();
});

test('what speaks against a change of the password stands at its field', async () => {
  const boris = await makeMember(server, { slug, username: 'boris' });
  const page = await open(boris, '/security');
  const focused = () => page.evaluate('document.activeElement.getAttribute("name")');
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByRole('alert').filter({ hasText: '2 fields need you.' }).waitFor();
  expect(await focused()).toBe('current');
  await checkLooks(page, 'security, empty');

  await page.getByLabel('Current password').fill('not what it is');
  await page.getByLabel('New password').fill(newPassword);
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('This is not your password.').waitFor();
  expect(await focused()).toBe('current');

  await page.getByLabel('Current password').fill(goodPassword);
  await page.getByLabel('New password').fill('alder institute alder institute');
  await page.getByRole('button', { name: 'Change password' }).click();
  await page
    .getByText('It is made of your address, your username or the name of the organization.')
    .first()
    .waitFor();
  expect(await focused()).toBe('password');
  await checkLooks(page, 'security, refused');
});

test('an account without an identity sees four pages, and they say what is missing', async () => {
  const dora = await makeMember(server, { slug, username: 'dora', identity: 'none' });
  const page = await open(dora, '/my-data');
  const sidebar = page.getByRole('navigation', { name: 'Pages' }).filter({ visible: true });
  const links = await sidebar.getByRole('link').allInnerTexts();
  expect(links).toEqual(['Alder Institute', 'Home', 'My data', 'Security', 'Help']);
  await page.getByText('dora@alder-institute.example').first().waitFor();
  await page.getByText('No identity').waitFor();
  await page.getByRole('link', { name: 'Begin' }).waitFor();
  await checkLooks(page, 'my data');

  await sidebar.getByRole('link', { name: 'Help' }).click();
  await page.getByRole('heading', { name: 'Who can help' }).waitFor();
  await checkLooks(page, 'help');
});

test('a member reads their personal code', async () => {
  const emil = await makeMember(server, { slug, username: 'emil' });
  const { identity } = await emil.call(getSession);
  const page = await open(emil, '/my-data');
  await page.getByText('Validated', { exact: true }).waitFor();
  await page.getByText(String(identity.personalCode)).waitFor();
});

test('each application of Home opens by its tile, and each figure leads to its list', async () => {
  const page = await open(founder, '/');
  const applications = page.getByRole('region', { name: 'Applications' });
  for (const [name, path] of [
    ['User registration', '/user-registration'],
    ['Administration, recognition and management of users', '/people'],
    ['Permissions', '/permissions'],
    ['Activity', '/activity'],
    ['Settings', '/settings'],
    ['Identities to validate', '/identity-review'],
    ['Accounts without identity', '/people?identity=none'],
  ] as const) {
    const within = path.startsWith('/identity') || path.includes('?') ? page.getByRole('main') : applications;
    await within.getByRole('link', { name, exact: true }).click();
    await page.waitForURL(`**${path}`);
    await page.goBack();
    await applications.waitFor();
  }
});

const locked = [
  ['/user-registration', 'user-registration:access'],
  ['/user-registration/new-internal-user', 'user-registration:access'],
  ['/invitations', 'user-registration:access'],
  ['/user-registration/bulk-invite', 'user-registration:can_bulk_invite'],
  ['/people', 'user-management:access'],
  ['/identity-review', 'user-management:can_validate_identity'],
  ['/permissions', 'permissions:access'],
  ['/activity', 'activity:access'],
  ['/settings', 'settings:access'],
] as const;

/** What counts as good of Cumulative Layout Shift: web.dev/articles/cls. */
const mostShift = 0.1;

test('what stands on Home and Security stays where it is while the rest comes late', async () => {
  const page = await openAs({ browser, server }, founder, '/help', { viewport: phone });
  await page.addInitScript(`
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) shift += value;
    }).observe({ type: 'layout-shift', buffered: true });
  `);
  // Later than the place of what is awaited is drawn.
  await page.route(/\/api\/v1\/(?!session$)/, async (route) => {
    await sleep(500);
    await route.continue();
  });
  for (const [path, last] of [
    ['/', 'Applications'],
    ['/security', 'Where you are signed in'],
  ] as const) {
    await page.goto(path);
    await page.getByRole('heading', { name: last }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate('shift'), path).toBeLessThan(mostShift);
  }
});

test('locked pages say by their address why, and who can help', async () => {
  const all = [...new Set(locked.map(([, permission]) => permission))];
  const fritz = await makeMember(server, { slug, username: 'fritz', identity: 'none', permissions: all });
  const gerda = await makeMember(server, { slug, username: 'gerda' });
  const without = await open(fritz, '/');
  const member = await open(gerda, '/');
  for (const [path, permission] of locked) {
    await without.goto(path);
    await without.getByText('It opens once your digital identity is validated').waitFor();
    await without.getByText('The person who invited you can say what is missing.').waitFor();
    await member.goto(path);
    await member.getByText(`It needs the permission ${permission}.`).waitFor();
    await member
      .getByText('The founder, or someone who may grant permissions, can give it to you.')
      .waitFor();
  }
  await checkLooks(without, 'locked without an identity');
  await checkLooks(member, 'locked without a permission');
  await without.goto('/outbox');
  await without.getByText('If you need something from it, ask the founder.').waitFor();
});
