import type { NodemailerError } from 'nodemailer';
import { refuseField } from '../../platform/app-error.ts';
import type { Mailer } from '../../platform/mailer.ts';
import { oneLine } from '../../platform/one-line.ts';

/**
 * Connects and signs in, and closes the mailer either way.
 * @throws {AppError} not_acceptable at the field that someone can mend, with the server's own words
 */
export async function checkMailServer(mailer: Mailer): Promise<void> {
  try {
    await mailer.check();
  } catch (error) {
    const { field, reason } = troubleOf(error as NodemailerError);
    const { message, response } = error as NodemailerError;
    throw refuseField(field, `mailServer.${reason}`, { words: oneLine(response ?? message, 300) });
  } finally {
    mailer.close();
  }
}

interface Trouble {
  readonly field: 'host' | 'port' | 'security' | 'serverPassword' | 'user';
  /** Texts: `mailServer.<reason>` in `locales/<language>/errors.json`. */
  readonly reason: (typeof mailServerTroubles)[number];
}

export const mailServerTroubles = [
  'out_of_reach',
  'unknown_host',
  'nobody_listens',
  'timed_out',
  'no_tls',
  'sign_in_refused',
  'sign_in_needed',
  'no_mail_server',
] as const;

function troubleOf({ code = '', responseCode }: NodemailerError): Trouble {
  switch (code) {
    case 'EREACH':
      return { field: 'host', reason: 'out_of_reach' };
    case 'EDNS':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'ENODATA':
      return { field: 'host', reason: 'unknown_host' };
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return { field: 'port', reason: 'nobody_listens' };
    case 'ETIMEDOUT':
      return { field: 'port', reason: 'timed_out' };
    case 'ETLS':
    case 'ESOCKET':
      return { field: 'security', reason: 'no_tls' };
    case 'EAUTH':
      return { field: 'serverPassword', reason: 'sign_in_refused' };
    default:
      return responseCode === 530
        ? { field: 'user', reason: 'sign_in_needed' }
        : { field: 'host', reason: 'no_mail_server' };
  }
}
