import { afterAll, beforeAll, expect, test } from 'vitest';
import { askForEmailChange } from '../../../contract/email-change.ts';
import { joinOrganization } from '../../../contract/join.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { changePassword } from '../../../contract/sessions.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { startMailServer } from '../../../tests/support/mail-server.ts';
import type { MailServer } from '../../../tests/support/mail-server.ts';
import { goodPassword, startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';
import { mailMoment } from '../../platform/mail-moment.ts';
import { createTexts } from '../../platform/texts.ts';

let mails: MailServer;
let server: TestFoyer;
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

const t = createTexts()('en');
/** As a clock there shows it now, a minute ago or in one. */
const nowIn = (timeZone: string) =>
  [-1, 0, 1].map((minutes) => mailMoment(t, new Date(Date.now() + minutes * 60_000), timeZone));

test.each([
  ['Pacific/Auckland', 'Pacific/Auckland'],
  [undefined, 'UTC'],
])('who lives by the clocks of %s reads times of %s', async (timeZone, told) => {
  const email = `anna.${told.length}@people.example`;
  const account = { email, ...(timeZone && { timeZone }) };
  await founder.call(registerPerson, { body: { account, delivery: { channel: 'email' } } });
  const invitation = await mails.waitForMail(({ to }) => to === email);
  const token = invitation.links.find((link) => link.includes('/join#'))?.split('#')[1] ?? '';
  const person = server.visitor();
  await person.call(joinOrganization, { body: { token, password: goodPassword } });
  await person.call(changePassword, {
    body: { current: goodPassword, password: 'seven grey herons at the weir' },
  });
  const changed = await mails.waitForMail(
    ({ to, subject }) => to === email && subject.includes('was changed'),
  );
  expect(nowIn(told)).toContain(/was changed on ([^.]+)\./.exec(changed.text)?.[1]);
  // Else they were mailed a moment ago.
  await askDatabase(server, `update mail set created_at = created_at - interval '2 days'`);
  await person.call(askForEmailChange, { body: { email: `new.${email}` } });
  const asked = await mails.waitForMail(({ to }) => to === `new.${email}`);
  const times = nowIn(told).map((moment) => moment.slice(-5));
  expect(times).toContain(/works until [^,]+, (\d\d:\d\d)\./.exec(asked.text)?.[1]);
});
