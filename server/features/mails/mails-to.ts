import { sql } from 'kysely';
import type { AnswerOf } from '../../../contract/define-route.ts';
import type { listMailsTo } from '../../../contract/people.ts';
import { countUpTo } from '../../platform/count-up-to.ts';
import type { Tx } from '../../platform/database.ts';
import type { MailKind } from '../../../contract/mail-kinds.ts';
import type { StoredMail } from './mail-kinds.ts';

type Listed = AnswerOf<typeof listMailsTo>['items'][number];

interface Page {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

function mails(tx: Tx) {
  return tx
    .selectFrom('mail')
    .innerJoin('account', (join) =>
      join
        .onRef('account.organizationId', '=', 'mail.organizationId')
        .onRef('account.id', '=', 'mail.accountId'),
    )
    .select(['mail.id', 'mail.accountId', 'mail.kind', 'mail.subject', 'mail.state', 'mail.response'])
    .select(['mail.createdAt', 'mail.finishedAt', 'mail.bouncedAt'])
    .select(sql<string>`coalesce(mail.recipient, account.email)`.as('to'))
    .where('mail.organizationId', '=', tx.organizationId);
}

type Row = Awaited<ReturnType<ReturnType<typeof mails>['execute']>>[number];

/** The mails to somebody, newest first. */
export async function listMails(tx: Tx, accountId: string, { cursor, limit }: Page) {
  let page = mails(tx)
    .where('mail.accountId', '=', accountId)
    .orderBy('mail.id', 'desc')
    .limit(limit + 1);
  if (cursor) page = page.where('mail.id', '<', cursor);
  const rows = await page.execute();
  const items = rows.slice(0, limit).map(listed);
  const all = tx
    .selectFrom('mail')
    .select('id')
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId);
  return {
    items,
    nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
    total: await countUpTo(tx, all),
  };
}

/** One mail as it is listed, and as its kind needs it. Undefined: there is none. */
export async function findMail(tx: Tx, id: string) {
  const row = await mails(tx)
    .select(['mail.language', 'mail.data', 'mail.aboutId', 'mail.generation'])
    .where('mail.id', '=', id)
    .executeTakeFirst();
  return row && { listed: listed(row), accountId: row.accountId, stored: row as unknown as StoredMail };
}

function listed({ accountId: _, ...row }: Row): Listed {
  return {
    id: row.id,
    to: row.to,
    kind: row.kind as MailKind,
    subject: row.subject,
    state: row.state as Listed['state'],
    response: row.response,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    bouncedAt: row.bouncedAt?.toISOString() ?? null,
  };
}
