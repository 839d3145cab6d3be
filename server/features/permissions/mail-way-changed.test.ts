import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeMe } from '../../../contract/accounts.ts';
import {
  changeMailServer,
  getMailServer,
  removeMailServer,
  sendTestMail,
} from '../../../contract/mail-server.ts';
import { changeOrganization, changeSender, getOrganization } from '../../../contract/settings.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { startMailServer } from '../../../tests/support/mail-server.ts';
import type { MailServer } from '../../../tests/support/mail-server.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

const login = { user: 'foyer', password: 'a password of the old server' };

let former: MailServer;
let next: MailServer;
let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
let carla: Awaited<ReturnType<typeof makeMember>>;
beforeAll(async () => {
  former = await startMailServer(0, { login });
  next = await startMailServer();
  server = await startTestFoyer({ smtpNetworks: ['127.0.0.0/8'], ...({ mailFrom: undefined } as object) });
  founder = await server.found('Alder Institute');
  const { slug } = founder;
  carla = await makeMember(server, { slug, username: 'carla', permissions: ['settings:access'] });
  await carla.call(changeMe, { body: { language: 'it' } });
  await makeMember(server, { slug, username: 'nobody', permissions: ['activity:access'] });
  // Without a validated identity nothing that is granted opens.
  await makeMember(server, { slug, username: 'later', permissions: ['settings:access'], identity: 'none' });
});
afterAll(async () => {
  await server.stop();
  await former.stop();
  await next.stop();
});

async function setServer(
  to: MailServer,
  signIn: { user: string | null; serverPassword?: string } = { user: null },
) {
  await askDatabase(server, `delete from rate_limit where key like 'settings%'`);
  const { server: now } = await carla.call(getMailServer);
  const port = Number(new URL(to.url).port);
  const body = {
    revision: now?.revision ?? null,
    host: '127.0.0.1',
    port,
    security: 'starttls' as const,
    ...signIn,
  };
  await carla.call(changeMailServer, { body });
}

const fromOf = ({ headers }: MailServer['mails'][number]) =>
  headers.find(({ name }) => name === 'from')?.line ?? '';
const recipients = ({ mails }: MailServer) => mails.map(({ to }) => to).toSorted();
const holders = () => [`carla@${founder.slug}.example`, founder.email];

test('another mail server is told by the one before, to who may change settings, each in their language', async () => {
  await setServer(former, { user: login.user, serverPassword: login.password });
  const { version } = await founder.call(getOrganization);
  await founder.call(changeOrganization, { body: { version, languages: ['en', 'it'] } });
  expect(former.mails).toEqual([]);

  await setServer(next);
  const toFounder = await former.waitForMail(({ to }) => to === founder.email);
  expect(toFounder.subject).toBe('How Alder Institute sends its mail was changed');
  expect(toFounder.by).toBe(login.user);
  for (const said of ['Carla changed how', '127.0.0.1', 'Talk to Carla', '/settings/mail-server']) {
    expect(toFounder.text.replaceAll('\u200C', '')).toContain(said);
  }
  const toCarla = await former.waitForMail(({ to }) => to.startsWith('carla@'));
  expect(toCarla.subject).toBe('L’invio delle email di Alder Institute è stato modificato');
  expect(recipients(former)).toEqual(holders());

  await founder.call(sendTestMail);
  await next.waitForMail(({ subject }) => subject.startsWith('A test mail'));
  expect(recipients(next)).toEqual([founder.email]);
  const settled = () =>
    askDatabase(server, `select data ? 'way' as keeps, state from mail where kind = 'mail_way_changed'`);
  // No sign-in to a server that is no more is kept.
  await expect.poll(settled).toEqual(Array.from({ length: 2 }, () => ({ keeps: false, state: 'sent' })));
});

test('another sender is told in the name of the one before, and nothing is told where nothing changed', async () => {
  const seen = next.mails.length;
  const sender = {
    senderName: 'Mallory',
    senderAddress: 'mallory@alder.example',
    replyTo: 'mallory@evil.example',
  };
  for (const times of [1, 2]) {
    const { version } = await carla.call(getOrganization);
    await carla.call(changeSender, { body: { version, ...sender } });
    await expect.poll(() => next.mails.length, { message: `after ${times}` }).toBe(seen + 2);
  }
  for (const mail of next.mails.slice(seen)) {
    expect(fromOf(mail)).toContain('<no-reply@localhost>');
    expect(mail.headers.some(({ name }) => name === 'reply-to')).toBe(false);
  }
});

test('that there is no mail server any more is told by it', async () => {
  const seen = next.mails.length;
  await carla.call(removeMailServer);
  await expect.poll(() => next.mails.length).toBe(seen + 2);
  expect(next.mails.at(-1)?.text).toMatch(/stay in the outbox|restano nella posta in uscita/);
});
