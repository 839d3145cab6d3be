import type { Tx } from '../../platform/database.ts';

/** An organization's own mail server as it is kept; null where none is set. */
export async function mailServerRow(tx: Tx) {
  const row = await tx
    .selectFrom('organizationMailServer')
    .select(['revision', 'host', 'port', 'security', 'username', 'passwordSealed'])
    .where('organizationId', '=', tx.organizationId)
    .executeTakeFirst();
  return row ? { ...row, security: row.security as MailSecurity } : null;
}

export type MailSecurity = 'tls' | 'starttls' | 'none';
export type MailServerRow = NonNullable<Awaited<ReturnType<typeof mailServerRow>>>;
