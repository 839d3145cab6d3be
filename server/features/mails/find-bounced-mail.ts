import { sql } from 'kysely';
import { parseEmailAddress } from '../../../contract/email-address.ts';
import type { Tx } from '../../platform/database.ts';
import { countBounce } from './count-settled.ts';
import type { StoredMail } from './mail-kinds.ts';

interface Sought {
  readonly messageId?: string | undefined;
  readonly recipient?: string | undefined;
  /** A mail that was sent after this moment is not the one that came back then. */
  readonly at?: string | undefined;
}

/**
 * The sent mail that a report is about: by our Message-ID, whose first part is the mail's id, or the newest one to an
 * address since the account has it. @returns undefined when this organization sent none such
 */
export async function findBouncedMail(
  tx: Tx,
  { messageId, recipient, at }: Sought,
): Promise<StoredMail | undefined> {
  const id = /^<?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^@<>]{1,255}>?$/i.exec(
    messageId?.trim() ?? '',
  )?.[1];
  if (messageId !== undefined && id === undefined) return undefined;
  const parsed = recipient === undefined ? undefined : parseEmailAddress(recipient);
  const canonical = parsed?.ok ? parsed.canonical : null;
  const before = at === undefined ? null : new Date(at);
  const isSought =
    id === undefined
      ? sql`account.email_canonical = ${canonical} and mail.created_at >= coalesce(account.email_changed_at, '-infinity')`
      : sql`mail.id = ${id}`;
  const { rows } = await sql<StoredMail>`
    select mail.id, mail.account_id, mail.kind, mail.language, mail.data, mail.about_id, mail.generation from mail
    join account on account.organization_id = mail.organization_id and account.id = mail.account_id
    where mail.organization_id = ${tx.organizationId} and mail.state in ('sent', 'kept', 'refused')
      and ${isSought}
      and (${before}::timestamptz is null or mail.finished_at <= ${before}::timestamptz)
    order by mail.id desc limit 1`.execute(tx);
  return rows[0];
}

/** @returns false when it was known already */
export async function noteBounce(tx: Tx, id: string, response: string | null): Promise<boolean> {
  const noted = await tx
    .updateTable('mail')
    .set({ state: 'refused', bouncedAt: sql`now()`, ...(response !== null && { response }) })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .where('state', '!=', 'refused')
    .returning('batchId')
    .executeTakeFirst();
  if (noted?.batchId) await countBounce(tx, noted.batchId);
  return noted !== undefined;
}
