import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeMe } from '../../../contract/accounts.ts';
import { getReview, returnIdentity } from '../../../contract/identity-reviews.ts';
import { changeMailText, listMailTexts, previewMailText } from '../../../contract/mail-texts.ts';
import type { MailServer } from '../../../tests/support/mail-server.ts';
import { startMailServer } from '../../../tests/support/mail-server.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { makeSubmitted } from '../../../tests/support/make-submitted.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let mails: MailServer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  mails = await startMailServer();
  server = await startTestFoyer({ smtpUrl: mails.url });
  founder = await server.found('Alder Institute');
});
afterAll(async () => {
  await server.stop();
  await mails.stop();
});

const which = { kind: 'identity_returned', language: 'en' } as const;
const standard = { subject: null, heading: null, body: null, button: null };

test('a mail whose words depend on a number can be said in own words, the same for one and for several', async () => {
  const { items } = await founder.call(listMailTexts, { query: { language: 'en' } });
  const item = items.find(({ kind }) => kind === which.kind);
  expect(item?.fields.map(({ field, standard: words }) => [field, words])).toEqual([
    ['subject', '{count} things to correct at {organization}'],
    ['heading', '{count} things to correct: {fields}.'],
    ['body', expect.stringContaining('has questions about {count} fields')],
    ['button', 'Open My data'],
  ]);
  // Only what is said of one, too, must be said.
  expect(item?.fields.find(({ field }) => field === 'body')?.required).toEqual(['organization']);

  const words = {
    ...standard,
    subject: 'Look again, for {organization}',
    heading: 'Look again at: {fields}',
  };
  expect(await founder.call(previewMailText, { body: { ...which, words } })).toMatchObject({
    subject: 'Look again, for Alder Institute',
  });
  await founder.call(changeMailText, { body: { ...which, version: 0, words } });
  const one = await returned('anna', { tax_code: 'It has 16 characters.' });
  expect(one.subject).toBe('Look again, for Alder Institute');
  expect(one.text).toContain('Look again at: Tax code');
  // What was not changed goes on as the catalog has it, by the number.
  expect(one.text).toContain('has a question about one field');
  const several = await returned('boris', { tax_code: 'It has 16 characters.', given_name: 'As on paper.' });
  expect(several.text).toContain('Look again at: Given name and Tax code');
  expect(several.text).toContain('has questions about 2 fields');
});

test.each([
  ['en', 'Alias, Given name, Phone and Tax code'],
  ['it', 'Alias, Nome, Telefono e Codice fiscale'],
])('in %s, what came back is named as the form names it, in its order', async (language, named) => {
  const why = 'As on paper.';
  const reasons = { tax_code: why, phone: why, given_name: why, alias: why };
  const mail = await returned(`carla.${language}`, reasons, language);
  expect(mail.html).toContain(`: ${named}`);
});

async function returned(username: string, reasons: Record<string, string>, language = 'en') {
  const person = await makeMember(server, { slug: founder.slug, username, identity: 'none' });
  await person.call(changeMe, { body: { language } });
  await makeSubmitted(server, person.accountId);
  const params = { id: person.accountId };
  const { identity } = await founder.call(getReview, { params });
  await founder.call(returnIdentity, { params, body: { version: identity.version, reasons } });
  return mails.waitForMail(({ to }) => to.startsWith(`${username}@`));
}
