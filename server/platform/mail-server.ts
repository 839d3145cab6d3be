import type { Socket } from 'node:net';
import type { OpenConnection } from './mail-reach.ts';

/** A mail server: where it is, and how it lets us in. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** From the first byte; by STARTTLS, which must be there; by STARTTLS where it is there; never. */
  readonly tls: 'at_once' | 'starttls' | 'if_offered' | 'never';
  readonly user?: string | undefined;
  readonly password?: string | undefined;
}

type GetSocket = (
  options: unknown,
  answer: (error: Error | null, socket?: { readonly connection: Socket }) => void,
) => void;

const ownHosts = ['localhost', '127.0.0.1', '::1'];

/**
 * What an `SMTP_URL` says; of its options only `?requireTLS`: others could switch off what is set here. A password leaves
 * this machine encrypted, unless `?requireTLS=false` says that it need not: whoever stands on the way could else have it
 * by leaving STARTTLS out of the server's words.
 */
export function mailServerOf(smtpUrl: string): MailServer {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const tellsPassword = url.username !== '' && !ownHosts.includes(host);
  const required = url.searchParams.get('requireTLS') ?? String(tellsPassword);
  return {
    host,
    port: Number(url.port) || (secure ? 465 : 587),
    tls: secure ? 'at_once' : required === 'false' ? 'if_offered' : 'starttls',
    ...(url.username !== '' && {
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
    }),
  };
}

/** The same as the mail library takes it. @param open how connections are made; absent: its own way */
export function transportOptions(server: MailServer, open?: OpenConnection) {
  const { host, port, tls, user, password } = server;
  return {
    ...(open && { getSocket: socketsFrom(open, server) }),
    host,
    port,
    secure: tls === 'at_once',
    // The mail server of this very machine has as a rule a certificate that it made itself.
    ...(ownHosts.includes(host) && { tls: { rejectUnauthorized: false } }),
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'never',
    ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
  };
}

function socketsFrom(open: OpenConnection, { host, port }: MailServer): GetSocket {
  return (_options, answer) => {
    open(host, port).then(
      (connection) => answer(null, { connection }),
      (error: Error) => answer(error),
    );
  };
}
