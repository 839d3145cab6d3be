import fs from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeGrant, grantPermission } from '../../contract/grants.ts';
import { submitMyIdentity } from '../../contract/identities.ts';
import { registerPerson } from '../../contract/registration.ts';
import { changeOrganization } from '../../contract/settings.ts';
import { askDatabase } from '../support/ask-database.ts';
import { desktop, phone, startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
import { makeMember } from '../support/make-member.ts';
import { openAs } from '../support/open-as.ts';
import { goodPassword, startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer } from '../support/test-foyer.ts';

const slug = 'alder-institute';

/** How far the words of the first filter begin from where the page's do, in px. */
const indentOfFilters = `(() => {
  const begin = (element) => element.getBoundingClientRect().left;
  const words = document.querySelector('[role="search"] button .mantine-Button-label');
  return Math.abs(begin(words) - begin(document.querySelector('h1')));
})()`;

let server: TestFoyer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startTestFoyer(), startBrowser()]);
});
afterAll(async () => {
  await browser.stop();
  await server.stop();
});

test('who did what: found by filters that live in the address, opened to before and after, exported', async () => {
  const founder = await server.found('Alder Institute');
  const marta = await makeMember(server, { slug, username: 'marta.oliveira' });
  const { accountId } = marta;
  const grant = await founder.call(grantPermission, {
    body: { account: accountId, application: 'activity', permission: 'access' },
  });
  await founder.call(changeGrant, { params: { id: grant.id }, body: { version: 1, until: '2999-01-01' } });
  await founder.call(registerPerson, {
    body: { account: { email: 'luca.bianchi@alder.example' }, delivery: { channel: 'none' } },
  });
  const fields = { given_name: 'Marta', family_name: 'Oliveira' };
  await marta.call(submitMyIdentity, { body: { fields } });
  await founder.call(changeOrganization, { body: { version: 1, invitationDays: 10 } });
  await askDatabase(
    server,
    `update activity set at = at - interval '1 day' where action in ('organization.founded', 'account.registered')`,
  );

  const page = await openAs({ browser, server }, founder, '/activity');
  await page.getByText('founder invited luca.bianchi@alder.example').waitFor();
  await page.getByRole('heading', { name: 'Yesterday' }).waitFor();
  // What changed is called as its own page calls it: the identity form's fields too.
  await page.getByRole('button', { name: /sent their identity.*Family name/ }).waitFor();
  await page.getByRole('button', { name: /changed the settings.*Days an invitation’s link works/ }).waitFor();
  await checkLooks(page, 'activity');
  for (const width of [phone, desktop]) {
    await page.setViewportSize(width);
    expect(await page.evaluate<number>(indentOfFilters), `filters at ${width.width} px`).toBeLessThan(2);
  }

  // By person and by act; the address is the filter.
  await page.getByRole('button', { name: /^About:/ }).click();
  await page.getByRole('dialog', { name: 'About' }).getByRole('combobox').pressSequentially('marta');
  await page.getByRole('option', { name: /Marta Oliveira/ }).click();
  await page.getByRole('dialog', { name: 'About' }).waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'What: all acts' }).click();
  await page.getByText('Permissions: all', { exact: true }).click();
  await expect
    .poll(() =>
      page
        .getByRole('listitem')
        .filter({ has: page.locator('time') })
        .count(),
    )
    .toBe(2);
  expect(new URL(page.url()).searchParams.get('subject')).toBe(accountId);
  expect(new URL(page.url()).searchParams.get('action')).toBe('grant');
  await page.reload();

  // An entry opens to what changed.
  await page.getByRole('button', { name: /changed the dates of “Activity” for Marta Oliveira/ }).click();
  await page.getByRole('table', { name: 'Before and after' }).waitFor();
  await page.getByRole('cell', { name: /2 January 2999/ }).waitFor();
  await page.getByText('127.0.0.1').waitFor();
  await checkLooks(page, 'activity, an entry open');

  // What the filters show, as a file, which is noted; the password is asked for before it leaves.
  await askDatabase(server, `update session set fresh_at = now() - interval '11 minutes'`);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: /CSV/ }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Password' }).fill(goodPassword);
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  expect((await download).suggestedFilename()).toMatch(/^activity-\d{4}-\d{2}-\d{2}\.csv$/);
  const file = fs.readFileSync(await (await download).path(), 'utf8');
  expect(file.trimEnd().split('\r\n')).toHaveLength(3);
  await page.goto('/activity?action=activity.exported');
  await page.getByText('founder exported the activity').waitFor();

  await page.goto('/activity?action=grant.lapsed');
  await page.getByText('Nothing matches').waitFor();
  // It stands apart from the filters, as a list does.
  const filters = await page.getByRole('search', { name: 'Filter the activity' }).boundingBox();
  const nothing = await page.locator('div:has(> p:text-is("Nothing matches"))').boundingBox();
  expect((nothing?.y ?? 0) - (filters?.y ?? 0) - (filters?.height ?? 0)).toBeGreaterThanOrEqual(16);
  await page.getByRole('link', { name: 'Clear filters' }).click();
  await page.getByText('founder invited luca.bianchi@alder.example').waitFor();
});
