import type { Mailbox } from '../../platform/mailer.ts';

/** What the server's environment says about mail; where it says something, it wins over Settings (ruling 26). */
export interface MailEnvironment {
  readonly smtpUrl?: string | undefined;
  /** As in `Foyer <foyer@example.org>`. */
  readonly mailFrom?: string | undefined;
  readonly publicUrl: URL;
}

export interface Sender extends Mailbox {
  readonly fixedBy: 'MAIL_FROM' | null;
}

/** Who mails are from. */
export function senderOf(
  settings: {
    readonly name: string;
    readonly senderName: string | null;
    readonly senderAddress: string | null;
  },
  { mailFrom, publicUrl }: Pick<MailEnvironment, 'mailFrom' | 'publicUrl'>,
): Sender {
  if (mailFrom !== undefined) return { ...mailboxOf(mailFrom), fixedBy: 'MAIL_FROM' };
  return {
    name: settings.senderName ?? settings.name,
    address: settings.senderAddress ?? `no-reply@${publicUrl.hostname}`,
    fixedBy: null,
  };
}

function mailboxOf(written: string): Mailbox {
  const [, name = '', address = ''] = /^\s*"?([^"<]*?)"?\s*<([^<>]+)>\s*$/.exec(written) ?? [];
  return address === '' ? { name: '', address: written.trim() } : { name, address };
}
