import type { Tx } from '../../platform/database.ts';
import { createMailReach } from '../../platform/mail-reach.ts';
import { mailServerOf } from '../../platform/mail-server.ts';
import type { MailServer } from '../../platform/mail-server.ts';
import { createMailer } from '../../platform/mailer.ts';
import type { Mailer } from '../../platform/mailer.ts';
import type { Seal } from '../../platform/seal.ts';
import { mailServerRow } from './mail-server-row.ts';
import type { MailSecurity, MailServerRow } from './mail-server-row.ts';

/** The mail servers of all organizations: one pool of connections each, closed when Settings change it. */
export interface MailServers {
  /** `SMTP_URL` is set, so that no organization has its own (ruling 26). */
  readonly fixed: boolean;
  /** Whether mails of this organization leave, or stay in the outbox. */
  wayOf(tx: Tx): Promise<'smtp' | 'outbox'>;
  /** @param row as it stands now: connections of an older revision are closed */
  mailerOf(organizationId: string, row: MailServerRow | null): Mailer;
  /** The same for a server that is an organization's no more, apart from its pool; whoever asks for it closes it. */
  formerMailer(organizationId: string, row: MailServerRow): Mailer;
  /** A mailer of its own for a server that is only being tried; whoever asks for it closes it. */
  mailerTo(server: MailServer): Mailer;
  readonly passwords: {
    close(password: string, organizationId: string): string;
    /** Undefined: the secret that sealed it is gone. */
    open(sealed: string, organizationId: string): string | undefined;
  };
  /** Lets deliveries under way finish. */
  close(): void;
}

interface MailServersOptions {
  readonly smtpUrl?: string | undefined;
  /** Networks that Settings may reach though they are private. */
  readonly smtpNetworks: readonly string[];
}

/** Organizations whose connections are kept open at once; beyond it the one that was used longest ago is closed. */
const mostPools = 100;

export function createMailServers({ smtpUrl, smtpNetworks }: MailServersOptions, seal: Seal): MailServers {
  const open = createMailReach(smtpNetworks);
  const shared = smtpUrl === undefined ? undefined : createMailer({ server: mailServerOf(smtpUrl) });
  const outbox = createMailer({});
  const pools = new Map<string, { readonly revision: string; readonly mailer: Mailer }>();

  const passwords: MailServers['passwords'] = {
    close: (password, organizationId) => seal.seal(password, `mail server of ${organizationId}`),
    open(sealed, organizationId) {
      try {
        return seal.open(sealed, `mail server of ${organizationId}`);
      } catch {
        return undefined;
      }
    },
  };

  /** A password whose secret is gone leaves none: the server then refuses us, and its words say so. */
  function opened(row: MailServerRow, organizationId: string): MailServer {
    const password =
      row.passwordSealed === null ? undefined : passwords.open(row.passwordSealed, organizationId);
    return mailServerFrom({ ...row, user: row.username, password });
  }

  function poolOf(organizationId: string, row: MailServerRow): Mailer {
    const known = pools.get(organizationId);
    pools.delete(organizationId);
    if (known && known.revision !== row.revision) known.mailer.close();
    const pool =
      known?.revision === row.revision
        ? known
        : {
            revision: row.revision,
            mailer: createMailer({ server: opened(row, organizationId), open }),
          };
    // Last in the order of the map: the first is the one that was not used for longest.
    pools.set(organizationId, pool);
    const [oldest] = pools.keys();
    if (pools.size > mostPools && oldest !== undefined) drop(oldest);
    return pool.mailer;
  }

  function drop(organizationId: string): void {
    pools.get(organizationId)?.mailer.close();
    pools.delete(organizationId);
  }

  return {
    fixed: shared !== undefined,
    passwords,
    wayOf: async (tx) => (shared || (await mailServerRow(tx)) ? 'smtp' : 'outbox'),
    mailerOf(organizationId, row) {
      if (shared) return shared;
      if (row) return poolOf(organizationId, row);
      drop(organizationId);
      return outbox;
    },
    formerMailer: (organizationId, row) => createMailer({ server: opened(row, organizationId), open }),
    mailerTo: (server) => createMailer({ server, open }),
    close() {
      shared?.close();
      for (const organizationId of [...pools.keys()]) drop(organizationId);
    },
  };
}

const tlsOf = { tls: 'at_once', starttls: 'starttls', none: 'never' } as const satisfies Record<
  MailSecurity,
  string
>;

/** What a row says, as the mailer takes it. */
export function mailServerFrom({
  host,
  port,
  security,
  user,
  password,
}: {
  readonly host: string;
  readonly port: number;
  readonly security: MailSecurity;
  readonly user: string | null;
  readonly password: string | undefined;
}): MailServer {
  return { host, port, tls: tlsOf[security], ...(user !== null && { user, password: password ?? '' }) };
}
