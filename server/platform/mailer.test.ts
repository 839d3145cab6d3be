import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { startMailServer } from '../../tests/support/mail-server.ts';
import { mailServerOf } from './mail-server.ts';
import { createMailer } from './mailer.ts';
import type { Mailer, OutgoingMail } from './mailer.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

const from = 'Foyer <no-reply@people.alder.example>';
const timeouts = { connection: 300, silence: 300, delivery: 3000 };

const mail: OutgoingMail = {
  from: { name: 'Foyer', address: 'no-reply@people.alder.example' },
  to: 'anna@alder.example',
  subject: 'Your place is ready',
  html: '<p>Come in</p>',
  text: 'Come in',
  messageId: '<1@people.alder.example>',
};

const asReceived = { to: mail.to, subject: mail.subject, text: mail.text, messageId: mail.messageId };

/** The library types its matchers as `any`. */
const containing = (text: string): unknown => expect.stringContaining(text);

async function mailServer(...given: Parameters<typeof startMailServer>) {
  const server = await startMailServer(...given);
  endings.push(() => server.stop());
  return server;
}

function mailerTo(smtpUrl: string): Mailer {
  const mailer = createMailer({ server: mailServerOf(smtpUrl), timeouts });
  endings.push(() => mailer.close());
  return mailer;
}

/** A server that says what it is told to: for what a mail server does when it is broken. */
async function brokenServer(answer: (socket: Socket, data: string) => void, greeting = '220 ready\r\n') {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (data) => answer(socket, data.toString()));
    socket.write(greeting);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endings.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('delivers both forms, marked as sent by a program', async () => {
  const server = await mailServer();
  const result = await mailerTo(server.url).send({ ...mail, headers: { 'X-Foyer-Kind': 'invitation' } });
  expect(result).toMatchObject({ kind: 'sent', response: containing('250') });
  expect(server.mails).toHaveLength(1);
  expect(server.mails[0]).toMatchObject(asReceived);
  const lines = server.mails[0]?.headers.map(({ line }) => line);
  expect(lines).toContain(`From: ${from}`);
  expect(lines).toContain('Auto-Submitted: auto-generated');
  expect(lines).toContain('X-Foyer-Kind: invitation');
});

test.each([
  ['Anna.Rossi+tag@alder.example'],
  ["o'neil_%&!#$*/=?^`{|}~-@alder.example"],
  [`${'a'.repeat(64)}@alder.example`],
  [`a@${'x'.repeat(63)}.${'y'.repeat(63)}.${'z'.repeat(50)}.example`],
  ['anna@bücher.example'],
  // The case of a domain means nothing; that of the local part is kept.
  ['Anna@ALDER.example', 'Anna@alder.example'],
  ['zoë@alder.example'],
])('the envelope names the stored address: %s', async (to, wire = to) => {
  const server = await mailServer();
  expect((await mailerTo(server.url).send({ ...mail, to })).kind).toBe('sent');
  expect(server.mails.map((received) => received.to)).toEqual([wire]);
});

test.each([
  'anna@alder.example, eve@evil.example',
  'anna@alder.example;eve@evil.example',
  'anna@alder.example eve@evil.example',
  'Anna <eve@evil.example>',
  '<eve@evil.example>anna@alder.example',
  'group:eve@evil.example,anna@alder.example;',
  'anna@alder.example\r\nRCPT TO:<eve@evil.example>',
  'anna@alder.example\r\nBcc: eve@evil.example',
  'anna@alder.example\u2028Bcc: eve@evil.example',
  'anna@alder.example%0d%0aBcc:eve@evil.example',
  'eve@evil.example\0@alder.example',
  '"eve@evil.example "@alder.example',
  'eve@evil.example@alder.example',
  '=?utf-8?q?eve=40evil.example=3E?=@alder.example>',
  'anna(comment)@alder.example',
  'anna@[127.0.0.1]',
  'anna',
  '',
])('goes to nobody when what is stored is not one plain address: %j', async (to) => {
  const server = await mailServer();
  expect(await mailerTo(server.url).send({ ...mail, to })).toMatchObject({ kind: 'refused', code: 553 });
  expect(server.mails).toEqual([]);
});

test.each(['\r', '\n', '\r\n', '\u2028', '\u2029', '\u0085', '\0', '%0d%0a', '\r\n\r\n'])(
  'no header and no second body comes out of a subject, a header or an id with %j',
  async (separator) => {
    const server = await mailServer();
    const hostile = `Alder${separator}Bcc: eve@evil.example${separator}X-Evil: 1`;
    const mailer = mailerTo(server.url);
    await mailer.send(mail);
    const result = await mailer.send({
      ...mail,
      subject: hostile,
      messageId: `<1${separator}X-Evil: 1@people.alder.example>`,
      headers: { 'X-Foyer-Kind': hostile },
    });
    expect(result.kind).toBe('sent');
    const [plain, attacked] = server.mails;
    const names = (received: typeof plain) => received?.headers.map(({ name }) => name).toSorted();
    expect(names(attacked)).toEqual([...(names(plain) ?? []), 'x-foyer-kind'].toSorted());
    expect(attacked?.to).toBe(mail.to);
    expect(attacked?.text).toBe('Come in');
    expect(attacked?.subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
  },
);

test('a refused recipient and a refused content are refused for good', async () => {
  const server = await mailServer();
  const mailer = mailerTo(server.url);
  server.refuse(() => ({ at: 'recipient', code: 550, text: 'No such user here' }));
  expect(await mailer.send(mail)).toEqual({
    kind: 'refused',
    code: 550,
    response: containing('No such user here'),
  });
  server.refuse(() => ({ at: 'content', code: 554, text: 'Looks like spam' }));
  expect(await mailer.send(mail)).toMatchObject({ kind: 'refused', code: 554 });
});

test('a greylisting server is tried again and takes the mail with the same Message-ID', async () => {
  const server = await mailServer();
  const mailer = mailerTo(server.url);
  server.refuse(() => ({ at: 'recipient', code: 450, text: 'Greylisted, come back' }));
  expect(await mailer.send(mail)).toMatchObject({
    kind: 'failed',
    response: containing('Greylisted'),
  });
  server.refuse(() => undefined);
  expect((await mailer.send(mail)).kind).toBe('sent');
  expect(server.mails.map(({ messageId }) => messageId)).toEqual([mail.messageId]);
});

test.each([
  [530, 'Authentication required'],
  [554, '5.7.1 Relay access denied'],
])('%i %s is ours to correct: the mail waits', async (code, text) => {
  const server = await mailServer();
  server.refuse(() => ({ at: 'recipient', code, text }));
  expect((await mailerTo(server.url).send(mail)).kind).toBe('failed');
});

test('a sender that the server does not take is ours to correct', async () => {
  const url = await brokenServer((socket, line) => {
    socket.write(line.startsWith('MAIL') ? '550 5.7.1 Sender not allowed\r\n' : '250 ok\r\n');
  });
  expect((await mailerTo(url).send(mail)).kind).toBe('failed');
});

const login = { user: 'no-reply@people.alder.example', password: 'p@ss:w/rd' };

function withLogin(url: string, password = login.password): string {
  return url.replace('://', `://${encodeURIComponent(login.user)}:${encodeURIComponent(password)}@`);
}

test.each([undefined, 'at_once'] as const)('signs in, encrypted (TLS: %s)', async (tls) => {
  const server = await mailServer(0, { login, ...(tls && { tls }) });
  const url = withLogin(server.url);
  expect(await mailerTo(tls ? url : `${url}?requireTLS=true`).send(mail)).toMatchObject({ kind: 'sent' });
  expect(server.mails).toMatchObject([{ ...asReceived, by: login.user, isEncrypted: true }]);
});

test('a login that the server does not take is ours to correct, and is no bounce', async () => {
  const server = await mailServer(0, { login });
  for (const url of [withLogin(server.url, 'wrong'), server.url]) {
    const mailer = mailerTo(url);
    expect(await mailer.send(mail)).toMatchObject({ kind: 'failed' });
  }
  await expect(mailerTo(withLogin(server.url, 'wrong')).check()).rejects.toMatchObject({ code: 'EAUTH' });
  expect(server.mails).toEqual([]);
});

test('a password that asks for encryption is not sent without', async () => {
  const server = await mailServer(0, { login, tls: 'never' });
  const result = await mailerTo(`${withLogin(server.url)}?requireTLS=true`).send(mail);
  expect(result).toMatchObject({ kind: 'failed' });
  expect(JSON.stringify(result)).not.toContain(login.password);
});

/** A server elsewhere that lets people in without encryption; what it was told. */
async function unencrypted() {
  const heard: string[] = [];
  const url = await brokenServer((socket, line) => {
    heard.push(line.trim());
    if (line.startsWith('EHLO')) socket.write('250-mail.alder.example\r\n250 AUTH PLAIN LOGIN\r\n');
    else if (line.startsWith('STARTTLS')) socket.write('502 5.5.1 Command not recognized\r\n');
    else if (line.startsWith('DATA')) socket.write('354 go on\r\n');
    else socket.write(line.startsWith('AUTH') ? '235 welcome\r\n' : '250 ok\r\n');
  });
  const port = Number(new URL(url).port);
  return { heard, open: async () => connect(port, '127.0.0.1') };
}

const elsewhere = withLogin('smtp://mail.alder.example:587');

test.each([elsewhere, `${elsewhere}?requireTLS=true`, `${elsewhere}?requireTLS=yes`])(
  'a password does not leave this machine unencrypted: %s',
  async (url) => {
    const { heard, open } = await unencrypted();
    const mailer = createMailer({ server: mailServerOf(url), open, timeouts });
    endings.push(() => mailer.close());
    const result = await mailer.send(mail);
    expect(result).toMatchObject({ kind: 'failed', reason: containing('could not be encrypted (STARTTLS)') });
    expect(heard.filter((line) => /AUTH|MAIL/.test(line))).toEqual([]);
    await expect(mailer.check()).rejects.toMatchObject({ code: 'ETLS' });
  },
);

test('unless the address of the server says that it may', async () => {
  const { heard, open } = await unencrypted();
  const server = mailServerOf(`${elsewhere}?requireTLS=false`);
  const mailer = createMailer({ server, open, timeouts });
  endings.push(() => mailer.close());
  await mailer.send(mail);
  expect(heard.some((line) => line.startsWith('AUTH PLAIN'))).toBe(true);
});

test('who is told no password need not encrypt, nor who stays on this machine', () => {
  const ways = ['smtp://mail.alder.example', withLogin('smtp://localhost:25'), withLogin('smtp://[::1]:25')];
  expect(ways.map((url) => mailServerOf(url).tls)).toEqual(['if_offered', 'if_offered', 'if_offered']);
  expect(mailServerOf(withLogin('smtps://mail.alder.example')).tls).toBe('at_once');
});

test('a server that is not there fails, and is found when it is back', async () => {
  const first = await mailServer();
  const mailer = mailerTo(first.url);
  await first.stop();
  expect(await mailer.send(mail)).toMatchObject({
    kind: 'failed',
    reason: containing('ECONNREFUSED'),
  });
  const second = await mailServer(Number(new URL(first.url).port));
  expect((await mailer.send(mail)).kind).toBe('sent');
  expect(second.mails).toHaveLength(1);
});

test('a server that hangs up before it greets fails, is asked once', async () => {
  let asked = 0;
  const server = createServer((socket) => {
    asked += 1;
    socket.on('error', () => {});
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endings.push(() => server.close());
  const mailer = mailerTo(`smtp://127.0.0.1:${(server.address() as AddressInfo).port}`);
  expect((await mailer.send(mail)).kind).toBe('failed');
  expect(asked).toBe(1);
});

test('a connection dropped after the final dot fails, without a second try of its own', async () => {
  let contents = 0;
  let content: string | undefined;
  const url = await brokenServer((socket, data) => {
    if (content === undefined) {
      if (data.startsWith('DATA')) content = '';
      socket.write(content === '' ? '354 go on\r\n' : '250 ok\r\n');
      return;
    }
    content += data;
    if (!content.endsWith('\r\n.\r\n')) return;
    contents += 1;
    content = undefined;
    socket.destroy();
  });
  expect((await mailerTo(url).send(mail)).kind).toBe('failed');
  expect(contents).toBe(1);
});

test.each([
  ['never greets', ''],
  ['goes silent', '220 ready\r\n'],
])('a server that %s fails in bounded time', async (_what, greeting) => {
  const url = await brokenServer(() => {}, greeting);
  expect((await mailerTo(url).send(mail)).kind).toBe('failed');
});

test('a server that trickles without end fails in bounded time', async () => {
  const url = await brokenServer((socket) => {
    const timer = setInterval(() => socket.write('250-still here\r\n'), 50);
    socket.on('close', () => clearInterval(timer));
  });
  const mailer = createMailer({ server: mailServerOf(url), timeouts: { ...timeouts, delivery: 500 } });
  endings.push(() => mailer.close());
  expect((await mailer.send(mail)).kind).toBe('failed');
});

test('options in the address of the server change nothing', async () => {
  const server = await mailServer();
  const query =
    '?pool=false&to=eve@evil.example&envelope=x&disableFileAccess=false&maxRequeues=9&proxy=http://x';
  expect((await mailerTo(`${server.url}/${query}`).send(mail)).kind).toBe('sent');
  expect(server.mails.map(({ to }) => to)).toEqual([mail.to]);
});

test('many mails share a few connections', async () => {
  const server = await mailServer();
  const mailer = mailerTo(server.url);
  const addresses = Array.from({ length: 40 }, (_, index) => `person${index}@alder.example`);
  const results = await Promise.all(addresses.map((to) => mailer.send({ ...mail, to })));
  expect(new Set(results.map(({ kind }) => kind))).toEqual(new Set(['sent']));
  expect(server.mails.map(({ to }) => to).toSorted()).toEqual(addresses.toSorted());
  expect(server.connections).toBeLessThanOrEqual(5);
});

test('what is sent after the end fails', async () => {
  const server = await mailServer();
  const mailer = mailerTo(server.url);
  await mailer.send(mail);
  mailer.close();
  expect((await mailer.send(mail)).kind).toBe('failed');
});

test('without a server, mails are kept', async () => {
  const mailer = createMailer({});
  expect(mailer.kind).toBe('outbox');
  expect((await mailer.send(mail)).kind).toBe('sent');
});
