import { afterAll, beforeAll, expect, it } from 'vitest';
import { askDatabase } from '../support/ask-database.ts';
import { startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
import { makeMember } from '../support/make-member.ts';
import { meanwhile } from '../support/meanwhile.ts';
import { openAs } from '../support/open-as.ts';
import { seedInvitations } from '../support/seed-invitations.ts';
import { focused } from '../support/tab-to.ts';
import { startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer } from '../support/test-foyer.ts';

// An act on many that ends before its end: what is left is seen, understood and gone on with by somebody else.

const slug = 'alder-institute';
const row = `select from invitation where id = (select id from invitation order by id limit 1)`;

let server: TestFoyer;
let browser: Browser;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  [server, browser] = await Promise.all([startTestFoyer(), startBrowser()]);
  founder = await server.found('Alder Institute');
  await seedInvitations(server, 'en', 300);
  // As autovacuum does in a minute: what is seeded past the door is unknown to the planner.
  await askDatabase(server, 'analyze');
});
afterAll(async () => {
  await browser.stop();
  await server.stop();
});

it('an operator loses the right in the middle, and their page says so', async () => {
  const permissions = ['user-registration:access'] as const;
  const olga = await makeMember(server, { slug, username: 'olga.berg', permissions });
  const theirs = await openAs({ browser, server }, olga, '/invitations');
  await theirs.getByRole('button', { name: 'All 300' }).waitFor();
  await theirs.getByRole('checkbox').nth(5).waitFor();
  await theirs.getByRole('checkbox', { name: 'Choose everyone on this page' }).check();
  await theirs.getByRole('button', { name: 'Choose all 300 that match' }).click();
  // The button is gone: whoever pressed it by keyboard stands where the acts are.
  expect(await focused(theirs)).toBe('Act on the chosen invitations');
  await theirs.getByRole('button', { name: 'Edit…' }).click();
  await theirs.getByRole('dialog').getByLabel('Population').selectOption('external');
  const withdraw = `update permission_grant set ended_at = now() where account_id = $1`;
  await meanwhile(
    server,
    row,
    () => theirs.getByRole('button', { name: 'Change 300 invitations' }).click(),
    async () => {
      await askDatabase(server, withdraw, [olga.accountId]);
      await theirs.getByRole('heading', { name: 'This page is not open to you' }).waitFor();
    },
  );
});

it('somebody else is told, and finds who was left', async () => {
  const page = await openAs({ browser, server }, founder, '/invitations');
  await page.getByRole('heading', { name: '250 of 300 invitations are changed' }).waitFor();
  await page.getByText('50 were left as they were: Olga Berg may not do this any more').waitFor();
  await checkLooks(page, 'an act on many that stopped');
  await page.getByRole('link', { name: 'See who was left' }).click();
  await page.getByText('Only those that an act on many left as they were').waitFor();
  await page.getByText(/^Changing invitations, Today, .*, begun by Olga Berg\.$/).waitFor();
  await page.getByRole('button', { name: 'All 50' }).waitFor();
  // The filters stand apart from the notice, which ends 14 px below its button.
  const back = await page.getByRole('button', { name: 'Show everyone' }).boundingBox();
  const filters = await page.getByRole('button', { name: 'All 50' }).boundingBox();
  expect((filters?.y ?? 0) - (back?.y ?? 0) - (back?.height ?? 0)).toBeGreaterThan(24);
  await checkLooks(page, 'those that an act on many left');
});

it('goes on with who was left, and finds the outcome in another tab too, until it is put away there', async () => {
  const page = await openAs({ browser, server }, founder, '/invitations');
  await page.getByRole('link', { name: 'See who was left' }).click();
  await page.getByRole('button', { name: 'All 50' }).waitFor();
  await page.getByRole('checkbox').nth(5).waitFor();
  await page.getByRole('checkbox', { name: 'Choose everyone on this page' }).check();
  await page.getByRole('button', { name: 'Edit…' }).click();
  await page.getByRole('dialog').getByLabel('Population').selectOption('external');
  await page.getByRole('button', { name: 'Change 50 invitations' }).click();
  await page.getByRole('heading', { name: '50 invitations are changed' }).waitFor();
  await page.getByRole('button', { name: 'Show everyone' }).click();
  await page.getByRole('button', { name: 'All 300' }).waitFor();

  const other = await page.context().newPage();
  await other.goto('/invitations');
  await other.getByRole('heading', { name: '50 invitations are changed' }).waitFor();
  await other.getByRole('button', { name: 'Done' }).last().click();
  await other.getByRole('button', { name: 'Done' }).click();
  await other.getByRole('heading', { name: /invitations are changed/ }).waitFor({ state: 'detached' });
  await other.close();
});

it('the activity says that it was begun, and what became of it', async () => {
  const page = await openAs({ browser, server }, founder, '/activity');
  const entry = page.getByRole('button', { name: 'Olga Berg began to edit the invitations of 300 people' });
  await entry.click();
  await page.getByText('250 of 300 invitations are changed').waitFor();
  expect(await page.getByText('300 people').count()).toBe(1);
  await checkLooks(page, 'an act on many in the activity');
  await page.getByRole('link', { name: 'See who was left' }).click();
  await page.getByRole('heading', { level: 1, name: 'Invitations' }).waitFor();
});
