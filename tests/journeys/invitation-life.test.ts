import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeMe } from '../../contract/accounts.ts';
import { registerPerson } from '../../contract/registration.ts';
import { askDatabase } from '../support/ask-database.ts';
import { startBrowser } from '../support/browser.ts';
import type { Browser } from '../support/browser.ts';
import { checkLooks } from '../support/check-looks.ts';
import type { MailServer, ReceivedMail } from '../support/mail-server.ts';
import { startMailServer } from '../support/mail-server.ts';
import { openAs } from '../support/open-as.ts';
import { focused, tabTo } from '../support/tab-to.ts';
import { goodPassword, startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer } from '../support/test-foyer.ts';
import { textsOf } from '../support/texts-of.ts';
import { typeMoment } from '../support/type-moment.ts';

/**
 * What an invitation may go through until its person is in, by the keyboard alone. In every language that the pages
 * are complete in.
 */
describe.each(['en', 'it'])('in %s, by the keyboard alone', (language) => {
  let t: Awaited<ReturnType<typeof textsOf>>;
  let server: TestFoyer;
  let browser: Browser;
  let mail: MailServer;
  let founder: Awaited<ReturnType<TestFoyer['found']>>;

  beforeAll(async () => {
    mail = await startMailServer();
    mail.refuse((to) =>
      to.endsWith('@aldr.example') ? { at: 'recipient', code: 550, text: '5.1.2 No such domain' } : undefined,
    );
    [t, server, browser] = await Promise.all([
      textsOf(language),
      startTestFoyer({ smtpUrl: mail.url }),
      startBrowser(),
    ]);
    founder = await server.found('Alder Institute');
    await founder.call(changeMe, { body: { language } });
  });

  afterAll(async () => {
    await browser.stop();
    await server.stop();
    await mail.stop();
  });

  it('an address comes back, is corrected where that is said, and the person joins', async () => {
    await invite('karim.haddad@aldr.example');
    const page = await openList();
    await state(page, 'bounced');
    await page.keyboard.press('/');
    await page.keyboard.type('karim');
    await page.waitForURL(/query=karim/);
    await tabTo(page, 'KHkarim.haddad', 40);
    await page.keyboard.press('Enter');
    await page.getByText(t('invitations:trouble.bounced')).waitFor();
    if (language === 'en') await checkLooks(page, 'an address to correct');
    await expect.poll(() => focused(page)).toBe('karim.haddad');
    await tabTo(page, 'email');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('karim.haddad@alder.example');
    await page.getByText(t('registration:form.emailFree')).waitFor();
    await tabTo(page, t('invitations:correct.action'));
    await page.keyboard.press('Enter');
    await join(await letterTo('karim.haddad@alder.example'));
    await page.keyboard.press('Escape');
    await page.reload();
    await state(page, 'accepted');
  });

  it('a link ends, the person asks for a new one and joins', async () => {
    await invite('ingrid.solheim@alder.example');
    const first = await letterTo('ingrid.solheim@alder.example');
    await untilNoted('ingrid.solheim');
    await move(
      'ingrid.solheim',
      `expires_at = now() - interval '1 day', sent_at = sent_at - interval '8 days'`,
    );
    await move('ingrid.solheim', `changed_at = now() - interval '8 days'`);
    await letTimePass();

    const page = await browser.open(server.origin, { locale: language });
    await page.goto(linkOf(first));
    await page.getByText(t('entrance:join.expired.once'), { exact: false }).waitFor();
    if (language === 'en') await checkLooks(page, 'a link that ended');
    await tabTo(page, t('entrance:join.expired.submit'));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: t('entrance:join.expired.sentTitle') }).waitFor();
    await join(await mail.waitForMail((letter) => isTo(letter, 'ingrid.solheim') && letter !== first));
  });

  it('scheduled by the clocks where the person is, it leaves, is reminded of, accepted, and then silent', async () => {
    const page = await openList('/user-registration/new-internal-user');
    await page.getByRole('textbox', { name: t('registration:form.email'), exact: true }).waitFor();
    await page.keyboard.type('yuki.tanaka@alder.example');
    await tabTo(page, 'delivery.channel');
    await page.keyboard.press('ArrowDown');
    await tabTo(page, 'delivery.sendAt');
    await typeMoment(page, '2027-06-01T08:00');
    await tabTo(page, 'account.timeZone');
    await page.keyboard.type('Tokyo');
    await page.getByText(/08:00.*Tokyo/).waitFor();
    if (language === 'en') await checkLooks(page, 'an invitation for later, elsewhere');
    // The life of the link begins when it leaves, seven days before this.
    await page
      .frameLocator('iframe')
      .first()
      .getByText(/ 7 (June|giugno) 2027, .*23:00/)
      .last()
      .waitFor();
    await tabTo(page, t('registration:submit.later'));
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: t('registration:done.open') }).waitFor();
    const [row] = await askDatabase<{ sendAt: Date }>(
      server,
      `select send_at as "sendAt" from invitation where ${isOf}`,
      ['yuki.tanaka'],
    );
    expect(row?.sendAt.toISOString()).toBe('2027-05-31T23:00:00.000Z');

    await move('yuki.tanaka', 'send_at = now()');
    await askDatabase(server, 'update mail set send_at = now() where send_at is not null');
    await askDatabase(server, `update pgboss.job set start_after = now() where state = 'created'`);
    const letter = await letterTo('yuki.tanaka@alder.example');

    await untilNoted('yuki.tanaka');
    await letTimePass();
    await tabTo(page, t('registration:done.open'));
    await page.keyboard.press('Enter');
    await page.getByText(t('invitations:event.sent')).waitFor();
    await tabTo(page, t('invitations:act.remind'));
    await page.keyboard.press('Enter');
    const isReminder = (one: ReceivedMail) => isTo(one, 'yuki.tanaka') && one !== letter;
    const reminder = await mail.waitForMail(isReminder);
    // It is about the same link, which stays as it is.
    expect(linkOf(reminder)).toBe(linkOf(letter));
    await join(reminder);
    await page.reload();
    const delivery = page.getByRole('list', { name: t('invitations:panel.delivery') });
    await delivery.getByText(t('invitations:event.accepted')).waitFor();
    expect(await page.getByRole('button', { name: t('invitations:act.remind') }).count()).toBe(0);
    const [after] = await askDatabase(
      server,
      `select next_reminder_at as "nextReminderAt" from invitation where ${isOf}`,
      ['yuki.tanaka'],
    );
    expect(after).toEqual({ nextReminderAt: null });
  });

  async function invite(email: string): Promise<void> {
    await founder.call(registerPerson, {
      body: { account: { email, language }, delivery: { channel: 'email' } },
    });
  }

  function openList(path = '/invitations'): Promise<Page> {
    return openAs({ browser, server }, founder, path);
  }

  async function state(page: Page, name: string): Promise<void> {
    await page
      .getByRole('cell', { name: t(`ui:state.invitation.${name}`) })
      .first()
      .waitFor();
  }

  function letterTo(email: string): Promise<ReceivedMail> {
    return mail.waitForMail(({ to }) => to === email);
  }

  /** The times of a row pass. */
  async function move(username: string, change: string): Promise<void> {
    await askDatabase(server, `update invitation set ${change} where ${isOf}`, [username]);
  }

  /** A mail arrives a moment before the row says so, which begins the life of the link. */
  async function untilNoted(username: string): Promise<void> {
    await expect
      .poll(() => askDatabase(server, `select state from invitation where ${isOf}`, [username]))
      .toEqual([{ state: 'sent' }]);
  }

  /** Nobody was written to lately any more. */
  async function letTimePass(): Promise<void> {
    await askDatabase(
      server,
      `update mail set created_at = created_at - interval '8 days', send_at = send_at - interval '8 days',
         finished_at = finished_at - interval '8 days'`,
    );
  }

  /** The person opens the link of a letter, chooses a password and is in. */
  async function join(letter: ReceivedMail): Promise<void> {
    const page = await browser.open(server.origin, { locale: language });
    await page.goto(linkOf(letter));
    await page.getByRole('heading', { level: 1 }).waitFor();
    await tabTo(page, 'password');
    await page.keyboard.type(goodPassword);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${server.origin}/`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  }
});

const isOf = 'account_id = (select id from account where username = $1)';

function isTo({ to }: ReceivedMail, name: string): boolean {
  return to.startsWith(name);
}

function linkOf({ links }: ReceivedMail): string {
  return links.find((link) => link.includes('/join#')) ?? '';
}
