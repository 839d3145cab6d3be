import { createRequire } from 'node:module';
import type { NodemailerError } from 'nodemailer';
import type { OpenConnection } from './mail-reach.ts';
import { transportOptions } from './mail-server.ts';
import type { MailServer } from './mail-server.ts';

/** What a mail says, in both forms. */
export interface MailContent {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Shown by the HTML as `cid:<id>`. */
  readonly pictures?: readonly MailPicture[];
}

export interface MailPicture {
  readonly id: string;
  readonly mediaType: 'image/png' | 'image/jpeg';
  readonly image: Buffer;
}

/** Name and address, apart: neither can be read as the other. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

export interface OutgoingMail extends MailContent {
  readonly from: Mailbox;
  readonly replyTo?: string | undefined;
  /** The one stored address; never read as a list. */
  readonly to: string;
  /** With its angle brackets. The same for every try, so that a doubled delivery can be recognised. */
  readonly messageId: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * What became of a try. `refused`: this address or this mail will not be taken, now or later.
 * `failed`: try again later; also when it is unknown whether the server took it.
 */
export type SendResult =
  | { readonly kind: 'sent'; readonly response: string }
  | { readonly kind: 'refused'; readonly code: number; readonly response: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly response?: string };

export interface Mailer {
  /** `outbox`: there is no mail server, mails stay in the database for the founder to read. */
  readonly kind: 'smtp' | 'outbox';
  /** Never rejects: what went wrong is in the result. */
  send(mail: OutgoingMail): Promise<SendResult>;
  /** Connects and signs in, without a mail. @throws {NodemailerError} saying at which point it failed */
  check(): Promise<void>;
  /** Lets deliveries under way finish; later ones fail. */
  close(): void;
}

interface MailerOptions {
  /** Absent: the outbox. */
  readonly server?: MailServer | undefined;
  /** How its connections are opened, where not every place may be reached. */
  readonly open?: OpenConnection;
  /** Milliseconds; given by tests, which can't wait. */
  readonly timeouts?: Partial<typeof defaultTimeouts>;
}

const defaultTimeouts = {
  /** Until the server is reached, and again until it greets. */
  connection: 10_000,
  /** Silence in the middle of a conversation. */
  silence: 30_000,
  /** A whole delivery, queue included: a server that trickles is never silent. */
  delivery: 120_000,
};

// With the first mail server: memory that an organization without one need not hold.
function nodemailer() {
  const require = createRequire(import.meta.url);
  return require('nodemailer') as typeof import('nodemailer');
}

export function createMailer({ server, open, timeouts }: MailerOptions): Mailer {
  if (server === undefined) return outbox;
  const limits = { ...defaultTimeouts, ...timeouts };
  const transport = nodemailer().createTransport({
    ...transportOptions(server, open),
    pool: true,
    // A closed connection may have taken the mail: whether to repeat it is the job's decision (P34).
    maxRequeues: 0,
    // Before common servers hang up on us in the middle of a new mail.
    idleTimeout: 60_000,
    connectionTimeout: limits.connection,
    greetingTimeout: limits.connection,
    dnsTimeout: limits.connection,
    socketTimeout: limits.silence,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // An idle connection that breaks concerns no mail; the pool opens another.
  transport.on('error', () => {});
  return {
    kind: 'smtp',
    send: (mail) => deliver(mail),
    check: async () => {
      await transport.verify();
    },
    close: () => transport.close(),
  };

  async function deliver(mail: OutgoingMail): Promise<SendResult> {
    if (!isOneAddress(mail.to)) return notOneAddress;
    // Not a signal that ends by itself: those of two minutes would be kept, though their mails have long left.
    const delivery = new AbortController();
    const timer = setTimeout(() => delivery.abort(), limits.delivery);
    try {
      const { response } = await transport.sendMail({ ...message(mail), signal: delivery.signal });
      return { kind: 'sent', response };
    } catch (error) {
      return verdict(error as NodemailerError);
    } finally {
      clearTimeout(timer);
    }
  }
}

function message(mail: OutgoingMail) {
  return {
    // As objects the addresses are taken as one each, whatever they hold.
    from: { name: headerText(mail.from.name), address: mail.from.address },
    ...(mail.replyTo !== undefined && { replyTo: { name: '', address: mail.replyTo } }),
    to: { name: '', address: mail.to },
    subject: headerText(mail.subject),
    html: mail.html,
    text: mail.text,
    // Else the library counts the letters of both forms, and some of them twice.
    ...(isMostlyAscii(mail.text) && { textEncoding: 'quoted-printable' as const }),
    attachments: (mail.pictures ?? []).map(({ id, mediaType, image }) => ({
      cid: id,
      filename: `${id}.${mediaType === 'image/png' ? 'png' : 'jpg'}`,
      contentType: mediaType,
      contentDisposition: 'inline' as const,
      content: image,
    })),
    messageId: headerText(mail.messageId),
    headers: {
      // Keeps absence notes and other robots from answering (RFC 3834).
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...Object.fromEntries(
        Object.entries(mail.headers ?? {}).map(([name, value]) => [name, headerText(value)]),
      ),
    },
  };
}

/** Few of its letters have to be escaped. */
function isMostlyAscii(text: string): boolean {
  return text.replaceAll(/[\x20-\x7e\s]+/g, '').length * 5 < text.length;
}

/** One line: no control characters, no Unicode line ends (T18). */
function headerText(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/**
 * A second look at what the registration checked (P25): one local part, one `@`, one domain, nothing that
 * any parser could read as a list, a comment, a quoted or an encoded word.
 */
function isOneAddress(address: string): boolean {
  return (
    address.length <= 254 && /^[\p{L}\p{N}\p{M}.!#$%&'*+/=?^_`{|}~-]+@[\p{L}\p{N}\p{M}.-]+$/u.test(address)
  );
}

const notOneAddress: SendResult = {
  kind: 'refused',
  code: 553,
  response: '553 5.1.3 Not sent: this is not one plain address.',
};

const notEncrypted =
  'Not sent: the connection to the mail server could not be encrypted (STARTTLS), and without that no user name and password are sent.';

/** 530 and 535: the server does not let us in. */
const aboutOurSignIn = [530, 535, 538];

/**
 * A 5xx counts against the mail only as the answer to its recipient or its content. Anything else (the sender, our
 * sign-in, a server that won't relay for us) is a setting that someone will correct: the mail waits for it.
 */
function verdict(error: NodemailerError): SendResult {
  const { responseCode: code, response, command = '', permanent = false } = error;
  const aboutThisMail = ['RCPT TO', 'DATA'].includes(command) && !aboutOurSignIn.includes(code ?? 0);
  // Its code is all that is said of it: what the server answered to STARTTLS is about no mail.
  if (error.code === 'ETLS') return { kind: 'failed', reason: `${notEncrypted} (${error.message})` };
  if (permanent && aboutThisMail && code !== undefined && !/\brelay/i.test(response ?? '')) {
    return { kind: 'refused', code, response: response ?? '' };
  }
  return { kind: 'failed', reason: error.message, ...(response !== undefined && { response }) };
}

const outbox: Mailer = {
  kind: 'outbox',
  send: async () => ({ kind: 'sent', response: 'kept in the outbox' }),
  check: async () => {},
  close() {},
};
