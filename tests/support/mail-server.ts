import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  /** The address of the envelope: where the mail really went. */
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly messageId: string;
  /** Who signed in to hand it over; undefined without a login. */
  readonly by: string | undefined;
  readonly isEncrypted: boolean;
  /** Header names in lower case with their raw lines, in the order received. */
  readonly headers: readonly { readonly name: string; readonly line: string }[];
  /** Every address that the mail links to, from its HTML; from its text when it has none. */
  readonly links: readonly string[];
}

/** What the server answers instead of taking a mail; `at` says at which command. */
interface Refusal {
  readonly at: 'recipient' | 'content';
  readonly code: number;
  readonly text: string;
}

type Refuse = (to: string) => Refusal | undefined;

export interface MailServer {
  /** For `SMTP_URL`. */
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  /** How many connections were opened so far. */
  readonly connections: number;
  /** Asked for every recipient and again for every content; `undefined` takes the mail. */
  refuse(decide: Refuse): void;
  /** The first mail, already there or yet to come, that fits. */
  waitForMail(fits: (mail: ReceivedMail) => boolean, milliseconds?: number): Promise<ReceivedMail>;
  stop(): Promise<void>;
}

interface MailServerOptions {
  /** Who must sign in; without TLS nobody is asked to. */
  readonly login?: { readonly user: string; readonly password: string };
  /** `at_once`: TLS from the first byte; `never`: none is offered. Else STARTTLS is. */
  readonly tls?: 'at_once' | 'never';
}

/** A real mail server on the loopback that keeps what it is given. `port`: to come back where one was stopped. */
export async function startMailServer(port = 0, { login, tls }: MailServerOptions = {}): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const waiting = new Set<() => void>();
  let decide: Refuse = () => undefined;

  let connections = 0;

  const server = new SMTPServer({
    onConnect(_session, callback) {
      connections += 1;
      callback(null);
    },
    authOptional: login === undefined,
    onAuth({ username, password }, _session, callback) {
      const isRight = username === login?.user && password === login?.password;
      callback(isRight ? null : new Error('Invalid username or password'), { user: username ?? '' });
    },
    secure: tls === 'at_once',
    ...(tls === 'never' && { disabledCommands: ['STARTTLS'] }),
    // Its built-in certificate is known to the world, and says so at length otherwise.
    logger: false,
    disableReverseLookup: true,
    closeTimeout: 100,
    onRcptTo({ address }, _session, callback) {
      const refusal = decide(address);
      callback(refusal?.at === 'recipient' ? replyOf(refusal) : null);
    },
    onData(stream, { envelope, user, secure }, callback) {
      const to = envelope.rcptTo.map(({ address }) => address).join(', ');
      void simpleParser(stream).then((parsed) => {
        const refusal = decide(to);
        if (refusal?.at === 'content') return callback(replyOf(refusal));
        const by = user as string | undefined;
        mails.push({ ...received(to, parsed), by, isEncrypted: secure });
        for (const look of waiting) look();
        callback(null);
      }, callback);
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));

  return {
    url: `${tls === 'at_once' ? 'smtps' : 'smtp'}://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails,
    get connections() {
      return connections;
    },
    refuse(next) {
      decide = next;
    },
    waitForMail(fits, milliseconds = 5000) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`No such mail in ${milliseconds} ms among: ${mails.map(titleOf).join('; ')}`));
        }, milliseconds);
        waiting.add(look);
        look();
        function look() {
          const mail = mails.find(fits);
          if (mail === undefined) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(mail);
        }
      });
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

type Parsed = Awaited<ReturnType<typeof simpleParser>>;

function received(to: string, parsed: Parsed): Omit<ReceivedMail, 'by' | 'isEncrypted'> {
  const html = parsed.html || '';
  const text = parsed.text ?? '';
  return {
    to,
    subject: parsed.subject ?? '',
    html,
    text,
    messageId: parsed.messageId ?? '',
    headers: parsed.headerLines.map(({ key, line }) => ({ name: key, line })),
    links: [...new Set(linksIn(html === '' ? (parsed.textAsHtml ?? '') : html))],
  };
}

function linksIn(html: string): string[] {
  return [...html.matchAll(/href="([^"]*)"/g)].map(([, link = '']) => link.replaceAll('&amp;', '&'));
}

function replyOf({ code, text }: Refusal): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

function titleOf(mail: ReceivedMail): string {
  return `"${mail.subject}" to ${mail.to}`;
}
