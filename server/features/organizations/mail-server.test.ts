import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiProblem } from '../../../contract/client.ts';
import type { RequestOf } from '../../../contract/define-route.ts';
import {
  changeMailServer,
  getMailServer,
  removeMailServer,
  sendTestMail,
} from '../../../contract/mail-server.ts';
import { changeMailText, previewMailText } from '../../../contract/mail-texts.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { getSession } from '../../../contract/sessions.ts';
import { changeLogo, changeOrganization, changeSender, getOrganization } from '../../../contract/settings.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { startMailServer } from '../../../tests/support/mail-server.ts';
import type { MailServer } from '../../../tests/support/mail-server.ts';
import { send } from '../../../tests/support/send.ts';
import { samplePicture } from '../../../tests/support/sample-picture.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

type Founder = Awaited<ReturnType<TestFoyer['found']>>;
type Server = RequestOf<typeof changeMailServer>['body'];

let server: TestFoyer;
let mails: MailServer;
let founder: Founder;
beforeAll(async () => {
  mails = await startMailServer();
  // Without MAIL_FROM: the sender is the organization's.
  server = await startTestFoyer({ smtpNetworks: ['127.0.0.0/8'], ...({ mailFrom: undefined } as object) });
  founder = await server.found('Alder Institute');
});
afterAll(async () => {
  await server.stop();
  await mails.stop();
});

const here = (): Server => ({
  revision: null,
  host: '127.0.0.1',
  port: Number(new URL(mails.url).port),
  security: 'starttls',
  user: null,
});

async function refusalOf(call: Promise<unknown>) {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiProblem)) throw new Error('was not refused');
  const { code, fields } = error.problem;
  return fields
    ? Object.fromEntries(Object.entries(fields).map(([path, [first]]) => [path, first?.code]))
    : code;
}

const set = async (change: Partial<Server> = {}) => {
  const { server: now } = await founder.call(getMailServer);
  const body = { ...here(), revision: now?.revision ?? null, ...change };
  return founder.call(changeMailServer, { body });
};

describe('the mail server of an organization', () => {
  it.each([
    [{ host: '169.254.169.254', port: 80 }, { host: 'mailServer.out_of_reach' }],
    [{ host: '10.0.0.1' }, { host: 'mailServer.out_of_reach' }],
    [{ host: 'nowhere.invalid', port: 25 }, { host: 'mailServer.unknown_host' }],
    [{ port: 1 }, { port: 'mailServer.nobody_listens' }],
    [
      { security: 'none' as const, user: 'anna', serverPassword: 'x' },
      { security: 'mailServer.password_in_the_clear' },
    ],
    [{ user: 'anna' }, { serverPassword: 'mailServer.password_needed' }],
    [{ host: 'a b' }, { host: 'mailHost.not_a_host' }],
    [{ host: 'smtp://x' }, { host: 'mailHost.not_a_host' }],
  ])('is not %j', async (change, expected) => {
    await askDatabase(server, `delete from rate_limit where key like 'settings%'`);
    expect(await refusalOf(set(change))).toEqual(expected);
    expect((await founder.call(getMailServer)).server).toBeNull();
  });

  it('is taken once it was reached; the outbox is then closed, and mails come from whom Settings say', async () => {
    await askDatabase(server, `delete from rate_limit where key like 'settings%'`);
    expect((await founder.call(getSession)).mail).toBe('outbox');
    await set();
    expect((await founder.call(getSession)).mail).toBe('smtp');
    const { version } = await founder.call(getOrganization);
    const sender = {
      senderName: 'Alder & Söhne',
      senderAddress: 'hello@alder.example',
      replyTo: 'desk@alder.example',
    };
    await founder.call(changeSender, { body: { version, ...sender } });
    expect(await founder.call(sendTestMail)).toMatchObject({ result: 'sent', to: founder.email });
    const mail = await mails.waitForMail(
      ({ to, subject }) => to === founder.email && subject.startsWith('A test mail'),
    );
    const lines = mail.headers.map(({ line }) => line).join('\n');
    expect(lines).toMatch(/^From: .*<hello@alder\.example>$/m);
    expect(lines).toMatch(/^Reply-To: desk@alder\.example$/m);
  });

  it('says what the server answered to the test mail', async () => {
    mails.refuse(() => ({ at: 'recipient', code: 550, text: 'no such mailbox here' }));
    const answer = await founder.call(sendTestMail);
    expect(answer.result).toBe('refused');
    expect(answer.response).toContain('no such mailbox here');
    mails.refuse(() => undefined);
  });

  it('changes for one of two who change it at once, and tells the other', async () => {
    await askDatabase(server, `delete from rate_limit where key like 'settings%'`);
    const { server: now } = await founder.call(getMailServer);
    const body = { ...here(), revision: now?.revision ?? null };
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => founder.call(changeMailServer, { body })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await refusalOf(founder.call(changeMailServer, { body }))).toBe('stale_version');
  });

  it('changes once by one key, and the password is in no digest of it (P32)', async () => {
    await askDatabase(server, `delete from rate_limit where key like 'settings%'`);
    const { server: now } = await founder.call(getMailServer);
    const body = { ...here(), revision: now?.revision ?? null };
    const change = (more: object) =>
      send(founder, changeMailServer, {
        body: { ...body, ...more },
        headers: { 'idempotency-key': 'again' },
      });
    const first = await change({});
    expect(first.status, first.text).toBe(200);
    expect(await change({})).toMatchObject({ status: 200, text: first.text });
    expect((await change({ port: 1 })).body['code']).toBe('idempotency_key_reused');
    // Nobody finds out by a key which password is kept.
    let guessed = '';
    for (let guess = 0; guess < 10; guess += 1)
      guessed = String((await change({ serverPassword: `guess ${guess}` })).body['code']);
    expect(guessed).toBe('too_many_requests');
    const [noted] = await askDatabase(
      server,
      `select request_digest = sha256(convert_to($1, 'utf8')) as bare from idempotent_answer where key = 'again'`,
      [JSON.stringify(body)],
    );
    expect(noted).toEqual({ bare: true });
  });

  it('is tried ten times in ten minutes and no more', async () => {
    await askDatabase(server, `delete from rate_limit where key like 'settings%'`);
    for (let tries = 0; tries < 10; tries += 1) await founder.call(sendTestMail);
    expect(await refusalOf(founder.call(sendTestMail))).toBe('too_many_requests');
    await askDatabase(server, `delete from rate_limit where key like 'settings%'`);
  });

  it('keeps its password sealed, answers it never, and sends it nowhere else', async () => {
    await askDatabase(
      server,
      `update organization_mail_server set username = 'anna', password_sealed = 'not ours'`,
    );
    const answer = await founder.call(getMailServer);
    expect(answer.server).toMatchObject({ user: 'anna', signInKept: true });
    expect(JSON.stringify(answer)).not.toContain('not ours');
    // Another host with the password that is kept: a way to have it sent to oneself.
    expect(await refusalOf(set({ host: 'localhost', user: 'anna' }))).toEqual({
      serverPassword: 'mailServer.password_needed',
    });
    await askDatabase(server, 'update organization_mail_server set username = null, password_sealed = null');
  });
});

describe('mails of an organization', () => {
  const words = { subject: null, heading: null, body: null, button: null };
  const which = { kind: 'invitation', language: 'it' };
  const good = '{inviter} la aspetta in {organization}. Benvenuta.';
  const invite = async (email: string) => {
    await founder.call(registerPerson, {
      body: { account: { email, language: 'it' }, delivery: { channel: 'email' } },
    });
    return mails.waitForMail(({ to }) => to === email);
  };

  it('wear its words, colour and logo', async () => {
    await founder.call(changeMailText, {
      body: {
        ...which,
        version: 0,
        words: { ...words, subject: 'Casa {organization}', body: good, button: 'Entri' },
      },
    });
    const { version } = await founder.call(getOrganization);
    await founder.call(changeOrganization, { body: { version, accentColor: '#12457a' } });
    const file = new Blob([new Uint8Array(samplePicture())], { type: 'image/png' });
    const { logo } = await founder.call(changeLogo, { file });
    expect(logo).toMatchObject({ mediaType: 'image/png', width: 64, height: 64, inMails: 'shown' });
    const picture = await server.visitor().fetch(logo?.address ?? '');
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(picture.headers.get('x-content-type-options')).toBe('nosniff');
    expect(picture.headers.get('cache-control')).toContain('immutable');
    expect((await server.visitor().fetch(`/logo/alder-institute/${'0'.repeat(16)}`)).status).toBe(404);

    const mail = await invite('anna@people.example');
    expect(mail.subject).toBe('Casa Alder Institute');
    expect(mail.html).toContain('la aspetta in Alder Institute. Benvenuta.');
    expect(mail.text).toContain('la aspetta in Alder Institute. Benvenuta.');
    expect(mail.html).toContain('Entri');
    expect(mail.html).toContain('#12457a');
    expect(mail.html).not.toContain('#7A365F');
    // The parser of the tests puts pictures that came with the mail into it.
    expect(mail.html).toMatch(/src="(cid:logo|data:image\/png)/);
  });

  it.each([
    ['subject', 'Hello\r\nBcc: all@evil.example', 'control_character'],
    ['subject', 'Hello\u2028Bcc: x', 'control_character'],
    ['heading', '<b>Bold</b>', 'markup'],
    ['heading', '&lt;script&gt;', 'markup'],
    ['body', '{inviter} {organization} www.evil.example', 'link'],
    ['body', '{inviter} {organization} see evil.example', 'link'],
    ['body', '{inviter} {organization} http://evil', 'link'],
    ['body', '{inviter} {organization} write to us@evil', 'link'],
    ['body', '{inviter} {organization} evil.{inviter}', 'link'],
    ['body', '{inviter} {organization} {link}', 'unknown_placeholder'],
    ['body', '{inviter} {organization} {{until}}', 'brace'],
    ['body', 'Come in to {organization}', 'missing_placeholder'],
    ['button', 'x'.repeat(41), 'too_long'],
    ['button', '   ', 'empty'],
    ['button', '{inviter}', 'unknown_placeholder'],
  ])('take no %s that says %j (P20m, T18)', async (field, text, reason) => {
    const body = { ...which, words: { ...words, [field]: text } };
    expect(await refusalOf(founder.call(previewMailText, { body }))).toEqual({
      [`words.${field}`]: `mailText.${reason}`,
    });
    expect(await refusalOf(founder.call(changeMailText, { body: { ...body, version: 1 } }))).toEqual({
      [`words.${field}`]: `mailText.${reason}`,
    });
  });

  it('stay ours with whatever stands in the database', async () => {
    const evil = '<a href="https://evil.example">x</a> https://evil.example {inviter} {organization}';
    await askDatabase(server, `update mail_text set texts = $1 where language = 'it'`, [
      JSON.stringify({ subject: 'A\r\nBcc: all@evil.example', body: evil, heading: evil }),
    ]);
    const mail = await invite('bruno@people.example');
    expect(mail.headers.filter(({ name }) => name === 'bcc')).toEqual([]);
    expect(mail.to).toBe('bruno@people.example');
    const origins = new Set(mail.links.map((link) => new URL(link).origin));
    expect([...origins]).toEqual([server.origin]);
    expect(mail.html).not.toContain('https://evil.example');
    expect(mail.text).not.toContain('https://evil.example');
  });

  it('stay in the outbox again without a mail server', async () => {
    await founder.call(removeMailServer);
    expect((await founder.call(getSession)).mail).toBe('outbox');
    expect(await founder.call(sendTestMail)).toMatchObject({ result: 'no_server' });
  });
});
