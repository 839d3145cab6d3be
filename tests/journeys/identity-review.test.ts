import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveMyIdentity, submitMyIdentity } from '../../contract/identities.ts';
import { returnIdentity, validateIdentity } from '../../contract/identity-reviews.ts';
import { registerPerson } from '../../contract/registration.ts';
import { askDatabase } from '../support/ask-database.ts';
import { phone, startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
import { makeMember } from '../support/make-member.ts';
import { makeSubmitted } from '../support/make-submitted.ts';
import { openAs } from '../support/open-as.ts';
import { goodPassword, startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../support/test-foyer.ts';

const slug = 'alder-institute';

let server: TestFoyer;
let browser: Browser;
let founder: Visitor;
let reviewer: Visitor;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestFoyer(), startBrowser()]);
  founder = await server.found('Alder Institute');
  reviewer = await makeMember(server, {
    slug,
    username: 'giulia',
    permissions: ['user-management:can_validate_identity'],
  });
});
afterAll(async () => {
  await browser.stop();
  await server.stop();
});

const open = (visitor: Visitor, path: string) => openAs({ browser, server }, visitor, path);

const send = async (own: Page) => {
  for (const next of ['Contact', 'Documents', 'Work', 'Look it over']) {
    await own.getByRole('button', { name: /^Continue to/ }).click();
    await own.getByRole('heading', { level: 1, name: next }).waitFor();
    if (next === 'Documents') await own.getByLabel('Number').fill('CA12345AA');
  }
  await own.getByRole('button', { name: 'Send it for review' }).click();
  await own.getByText('It waits for a reviewer').waitFor();
};

test('an invited person, on a phone: filled in, returned in one field, corrected, validated, let in', async () => {
  const { link = '' } = await founder.call(registerPerson, {
    body: {
      account: { email: 'anna@alder.example' },
      grants: [{ application: 'user-registration', permission: 'access' }],
      delivery: { channel: 'link' },
    },
  });
  const own = await browser.open(server.origin, { viewport: phone });
  await own.goto(link);
  await own.getByLabel('Password', { exact: true }).fill(goodPassword);
  await own.getByRole('button', { name: 'Come in' }).click();
  await own.getByRole('link', { name: 'Begin' }).first().click();
  await own.getByLabel('Given name').fill('Ana');
  await own.getByLabel('Family name').fill('Rossi');
  await send(own);
  await own.goto('/user-registration');
  await own.getByRole('heading', { level: 1, name: 'This page is not open to you' }).waitFor();

  const page = await open(reviewer, '/identity-review');
  await checkLooks(page, 'identities to review');
  await page.getByRole('link', { name: 'Review the oldest' }).click();
  await page.getByRole('heading', { level: 1, name: 'Ana Rossi' }).waitFor();
  await page.getByRole('button', { name: 'Show Number; it is noted' }).click();
  await page.getByText('CA12345AA').waitFor();
  await page.getByRole('heading', { name: 'After validation' }).click();
  await page.keyboard.press('k');
  await page.keyboard.press('k');
  await page.keyboard.press('r');
  await page.getByLabel('Reason, shown to Ana Rossi').waitFor();
  await page.keyboard.type('Your document says Anna.');
  await page.keyboard.press('Enter');
  await page.keyboard.press('a');
  await page.getByText('2 of 3 checked').waitFor();
  await checkLooks(page, 'one field to be returned');
  await page.keyboard.press('Control+Enter');
  await page.getByText('All identities are checked').waitFor();

  await own.goto('/my-data');
  await own.getByText('Given name: “Your document says Anna.”').waitFor();
  await checkLooks(own, 'my data, returned');
  await own.getByRole('link', { name: 'Correct it' }).click();
  await own.getByText('Came back: “Your document says Anna.”').waitFor();
  await own.getByLabel('Given name').fill('Anna');
  await send(own);

  await page.reload();
  await page.getByRole('cell', { name: 'Corrected Given name' }).waitFor();
  await page.getByRole('link', { name: /Anna Rossi/ }).click();
  await page.getByText('1 of 1').first().waitFor();
  await page.keyboard.press('a');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^Anna Rossi is validated/).waitFor();
  await own.goto('/user-registration');
  await own.getByRole('heading', { level: 1, name: 'User registration' }).waitFor();
});

test('the queue names the fields that were changed', async () => {
  const ida = await makeMember(server, { slug, username: 'ida', identity: 'none' });
  const fields = { given_name: 'Ida', family_name: 'Moe' };
  await ida.call(submitMyIdentity, { body: { fields } });
  await founder.call(validateIdentity, { params: { id: ida.accountId }, body: { version: 1 } });
  await ida.call(submitMyIdentity, {
    body: {
      fields: {
        family_name: 'Lie',
        place_of_birth: 'Oslo',
        document_number: 'AB 123456',
        tax_code: 'RSSNNA91D52L424T',
        title: 'Dr',
      },
    },
  });
  const page = await open(reviewer, '/identity-review');
  await page
    .getByRole('cell', { name: /^Changed Family name, Place of birth, Number,? and 2 more$/ })
    .waitFor();
  await checkLooks(page, 'fields that were changed');
  await founder.call(validateIdentity, { params: { id: ida.accountId }, body: { version: 2 } });
});

/** What stands in each line of the address on the page, as it is drawn. */
const linesOfAddress = `(() => {
  const element = [...document.querySelectorAll('bdi')].find((one) => one.textContent.includes('@'));
  const lines = new Map();
  for (const node of element.childNodes) {
    for (let at = 0; at < (node.textContent ?? '').length; at += 1) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const { top } = range.getBoundingClientRect();
      lines.set(top, (lines.get(top) ?? '') + node.textContent[at]);
    }
  }
  return [...lines.values()];
})()`;

test('a long address is broken before its @, on a phone', async () => {
  const { accountId } = await makeMember(server, { slug, username: 'kostas', identity: 'none' });
  await makeSubmitted(server, accountId);
  await askDatabase(server, `update account set email = $2, email_canonical = $2 where id = $1`, [
    accountId,
    'konstantinos.pappas@alderinstitute.example',
  ]);
  await askDatabase(
    server,
    `update identity set submitted_at = now() - interval '9 days' where account_id = $1`,
    [accountId],
  );
  const page = await openAs({ browser, server }, reviewer, '/identity-review', { viewport: phone });
  await page.getByText(/^konstantinos/).waitFor();
  expect(await page.evaluate(linesOfAddress)).toEqual(['konstantinos.pappas', '@alderinstitute.example']);
  await checkLooks(page, 'a long address on a phone');
  await founder.call(validateIdentity, { params: { id: accountId }, body: { version: 1 } });
});

test('what the person changed meanwhile is not validated unseen, and nobody reviews themselves', async () => {
  const boris = await makeMember(server, { slug, username: 'boris', identity: 'none' });
  await boris.call(submitMyIdentity, { body: { fields: { given_name: 'Boris', family_name: 'Novak' } } });
  const page = await open(reviewer, '/identity-review');
  await page.getByRole('link', { name: /Boris Novak/ }).click();
  await page.getByRole('button', { name: 'Accept all the rest' }).click();
  await boris.call(saveMyIdentity, { body: { fields: { family_name: 'Nowak' } } });
  await boris.call(submitMyIdentity, { body: {} });
  await page.getByRole('button', { name: 'Validate identity' }).click();
  await page.getByText('The person changed something meanwhile').waitFor();
  await page.getByRole('button', { name: 'Look at the newest' }).click();
  await page.getByRole('heading', { level: 1, name: 'Boris Nowak' }).waitFor();
  await page.getByText('0 of 2 checked').waitFor();

  await reviewer.call(saveMyIdentity, { body: { fields: { given_name: 'Giulia', family_name: 'Conti' } } });
  await reviewer.call(submitMyIdentity, { body: {} });
  await page.goto('/identity-review');
  await page.getByRole('link', { name: /Giulia/ }).click();
  await page.getByText('This is your own identity').waitFor();
});

test('of two reviewers one decides, and the other reads who it was', async () => {
  const [clara, dora] = await Promise.all(
    ['clara', 'dora'].map((username) => makeMember(server, { slug, username, identity: 'none' })),
  );
  if (!clara || !dora) throw new Error('two people were made');
  const submit = (visitor: Visitor, given_name: string) =>
    visitor.call(submitMyIdentity, { body: { fields: { given_name, family_name: 'Silva' } } });
  await submit(clara, 'Clara');
  await submit(dora, 'Dora');
  const page = await open(reviewer, `/identity-review/${clara.accountId}`);
  await page.getByRole('button', { name: 'To the next one' }).click();
  await page.getByRole('heading', { level: 1, name: 'Dora Silva' }).waitFor();
  await page.getByRole('button', { name: 'To the one before' }).click();
  await page.getByRole('heading', { level: 1, name: 'Clara Silva' }).waitFor();
  await page.getByRole('button', { name: 'Accept all the rest' }).click();
  await founder.call(validateIdentity, { params: { id: clara.accountId }, body: { version: 1 } });
  await page.getByRole('button', { name: 'Validate identity' }).click();
  await page.getByText(/founder was faster/).waitFor();
  await checkLooks(page, 'another reviewer was faster');
  await page.getByRole('link', { name: 'To those that wait' }).click();
  await page.getByRole('link', { name: /Dora Silva/ }).waitFor();
  expect(await page.getByRole('link', { name: /Clara Silva/ }).count()).toBe(0);
});

test('who opens one has it: others read who, and take it over on purpose', async () => {
  const elsa = await makeMember(server, { slug, username: 'elsa', identity: 'none' });
  await elsa.call(submitMyIdentity, { body: { fields: { given_name: 'Elsa', family_name: 'Lund' } } });
  await askDatabase(
    server,
    `update identity set submitted_at = now() - interval '5 days' where account_id = $1`,
    [elsa.accountId],
  );
  const page = await open(reviewer, '/identity-review');
  await page.getByText(/^5 days, over target/).waitFor();
  await page.getByRole('link', { name: /Elsa Lund/ }).click();
  await page.getByText(/^You have it until/).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText('2 fields wait for your verdict').waitFor();
  expect(await page.evaluate('document.activeElement.id')).toBe('review-field-0');
  await page.getByRole('button', { name: 'Return Given name' }).click();
  await page.getByRole('button', { name: 'Return 1 field' }).click();
  await page.getByText('1 reason is missing').waitFor();
  await page.getByLabel('Reason, shown to Elsa Lund').fill('Your document says Else.');

  const other = await open(founder, '/identity-review');
  const row = other.getByRole('row').filter({ hasText: 'Elsa Lund' });
  await row.getByText('Giulia', { exact: true }).waitFor();
  await checkLooks(other, 'a queue in which others work');
  await other.getByRole('button', { name: 'Reviewer: anyone' }).click();
  await other.getByRole('menuitemradio', { name: 'somebody else' }).click();
  await row.getByText('Review', { exact: true }).click();
  await other.getByText(/Giulia has it/).waitFor();
  await checkLooks(other, 'an identity that another reviewer has');
  expect(await other.getByRole('button', { name: 'Accept Given name' }).isDisabled()).toBe(true);
  await other.getByRole('button', { name: 'Take it over' }).click();
  await other.getByText(/^You have it until/).waitFor();
  await other.getByRole('button', { name: 'Accept Given name' }).click();

  // Whoever had it learns it when they come back to the page, and has lost nothing they typed.
  await page.evaluate('dispatchEvent(new Event("visibilitychange"))');
  await page.getByText(/founder has it/).waitFor();
  expect(await page.getByLabel('Reason, shown to Elsa Lund').inputValue()).toBe('Your document says Else.');
  await other.getByRole('button', { name: 'Leave it to others' }).click();
  await other.getByRole('heading', { level: 1, name: 'Identity review' }).waitFor();
  await page.getByRole('button', { name: 'Take it over' }).click();
  await page.getByRole('button', { name: 'Accept Family name' }).click();
  await page.getByRole('button', { name: 'Return 1 field' }).click();
  await page.getByText(/^One field went back to Elsa Lund/).waitFor();
});

test('one among those that wait is found by a word and by what is new; the way on stays among these', async () => {
  const submit = async (username: string, given_name: string, family_name: string) => {
    const visitor = await makeMember(server, { slug, username, identity: 'none' });
    await visitor.call(submitMyIdentity, { body: { fields: { given_name, family_name } } });
    return visitor;
  };
  await submit('fiona', 'Fiona', 'Byrne');
  const gwen = await submit('gwen', 'Gwen', 'Byrne');
  await submit('hugo', 'Hugo', 'Costa');
  await founder.call(returnIdentity, {
    params: { id: gwen.accountId },
    body: { version: 1, reasons: { given_name: 'Your document says Gwenda.' } },
  });
  await gwen.call(submitMyIdentity, { body: { fields: { given_name: 'Gwenda' } } });

  const page = await open(reviewer, '/identity-review');
  const names = page.getByRole('row').getByRole('link');
  await page.getByRole('link', { name: /Hugo Costa/ }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('byrne');
  await page.getByText('2 found').waitFor();
  expect(await names.allInnerTexts()).toEqual([
    expect.stringContaining('Fiona'),
    expect.stringContaining('Gwenda'),
  ]);
  await checkLooks(page, 'a queue searched');
  await page.getByRole('link', { name: /Fiona Byrne/ }).click();
  await page.getByText('1 of 2', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'To the next one' }).click();
  await page.getByRole('heading', { level: 1, name: 'Gwenda Byrne' }).waitFor();
  await page.getByText('2 of 2', { exact: true }).waitFor();

  await page.getByRole('link', { name: 'Identity review', exact: true }).first().click();
  await page.getByText('2 found').waitFor();
  await page.getByRole('button', { name: 'What is new: anything' }).click();
  await page.getByRole('menuitemradio', { name: 'Corrected' }).click();
  await page.getByText('1 found').waitFor();
  // The address says it: the same page again, elsewhere or after a look at one of them.
  await page.reload();
  await page.getByText('1 found').waitFor();
  expect(await page.getByLabel('Name, email, username or code').inputValue()).toBe('byrne');
  await page.getByRole('link', { name: /Gwenda Byrne/ }).click();
  await page.getByRole('button', { name: 'Accept all the rest' }).click();
  await page.getByRole('button', { name: 'Validate identity' }).click();
  await page.getByText('Nobody matches “byrne”').waitFor();
  await checkLooks(page, 'a queue in which nobody fits');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('link', { name: /Fiona Byrne/ }).waitFor();
  expect(await page.getByLabel('Name, email, username or code').inputValue()).toBe('');
});
