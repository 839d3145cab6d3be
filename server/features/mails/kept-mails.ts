import { sql } from 'kysely';
import { beginsWith } from '../../platform/begins-with.ts';
import type { Tx } from '../../platform/database.ts';
import { countUpTo } from '../../platform/count-up-to.ts';
import type { MailKind } from '../../../contract/mail-kinds.ts';
import type { StoredMail } from './mail-kinds.ts';

interface ListQuery {
  readonly query?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const recipient = sql<string>`coalesce(mail.recipient, account.email)`.as('to');

function keptMails(tx: Tx, { query }: Pick<ListQuery, 'query'>) {
  let mails = tx
    .selectFrom('mail')
    .innerJoin('account', (join) =>
      join
        .onRef('account.organizationId', '=', 'mail.organizationId')
        .onRef('account.id', '=', 'mail.accountId'),
    )
    .where('mail.organizationId', '=', tx.organizationId)
    .where('mail.state', '=', 'kept');
  if (query) mails = mails.where(beginsWith(['account.emailCanonical'], query));
  return mails;
}

/** Newest first. */
export async function listKeptMails(tx: Tx, { query, cursor, limit }: ListQuery) {
  let mails = keptMails(tx, { query })
    .select(['mail.id', 'mail.subject', 'mail.kind', 'mail.createdAt', recipient])
    .orderBy('mail.id', 'desc')
    .limit(limit + 1);
  if (cursor) mails = mails.where('mail.id', '<', cursor);
  const rows = await mails.execute();
  const items = rows.slice(0, limit).map((row) => ({
    ...row,
    kind: row.kind as MailKind,
    subject: row.subject ?? '',
    createdAt: row.createdAt.toISOString(),
  }));
  return {
    items,
    nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
    total: await countUpTo(tx, keptMails(tx, { query }).select('mail.id')),
  };
}

export async function findKeptMail(tx: Tx, id: string) {
  const row = await keptMails(tx, {})
    .select([
      'mail.id',
      'mail.accountId',
      'mail.kind',
      'mail.language',
      'mail.data',
      'mail.aboutId',
      'mail.generation',
    ])
    .select(['mail.createdAt', recipient])
    .where('mail.id', '=', id)
    .executeTakeFirst();
  return (
    row &&
    ({ ...row, createdAt: row.createdAt.toISOString() } as StoredMail & { to: string; createdAt: string })
  );
}
