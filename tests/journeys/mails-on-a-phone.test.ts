import { afterAll, beforeAll, expect, test } from 'vitest';
import { declineInvitation } from '../../contract/join.ts';
import { registerPerson } from '../../contract/registration.ts';
import { phone, startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { startMailServer } from '../support/mail-server.ts';
import type { MailServer } from '../support/mail-server.ts';
import { startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer } from '../support/test-foyer.ts';

let server: TestFoyer;
let browser: Browser;
let mails: MailServer;
beforeAll(async () => {
  mails = await startMailServer();
  [server, browser] = await Promise.all([startTestFoyer({ smtpUrl: mails.url }), startBrowser()]);
});
afterAll(async () => {
  await browser.stop();
  await server.stop();
  await mails.stop();
});

test('an address without a place to break it is broken all the same, and no mail is wider than its reader', async () => {
  const founder = await server.found('Alder Institute');
  const email = `${'anastasiapapadopoulou'.repeat(2)}@${'department'.repeat(5)}.example`;
  await founder.call(registerPerson, { body: { account: { email }, delivery: { channel: 'email' } } });
  const invitation = await mails.waitForMail(({ to }) => to === email);
  const token = invitation.links.find((link) => link.includes('/join#'))?.split('#')[1] ?? '';
  await server.visitor().call(declineInvitation, { body: { token } });
  const declined = await mails.waitForMail(({ to }) => to === founder.email);
  const page = await browser.open(server.origin, { viewport: phone });
  for (const mail of [invitation, declined]) {
    await page.setContent(mail.html);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth'), mail.subject).toBe(
      phone.width,
    );
  }
});
