import { sql } from 'kysely';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { LinkRow, LinkTarget, Links } from '../../platform/links.ts';

/** The old address and the new one each have a link of their own. */
export const sides = ['old', 'new'] as const;
export type Side = (typeof sides)[number];

interface LinkedChange {
  readonly id: string;
  readonly nonce: Buffer;
  readonly keyId: string;
}

/** The row as `links` sees it; the side stands in the place of a generation, so it is in the MAC. */
export function emailChangeLinkRow(tx: Tx, change: LinkedChange, side: Side): LinkRow {
  return {
    organizationId: tx.organizationId,
    recordId: change.id,
    purpose: 'email_change',
    nonce: change.nonce,
    generation: sides.indexOf(side) + 1,
    keyId: change.keyId,
  };
}

/** @throws {AppError} link_unknown */
export function parseEmailChangeLink(links: Links, token: string): LinkTarget {
  const target = links.parse(token);
  if (target?.purpose !== 'email_change') throw new AppError('link_unknown');
  return target;
}

/**
 * The change behind a genuine link that can still be confirmed, and whose link it is; changes nothing.
 * @throws {AppError} link_unknown, link_used, link_expired
 */
export async function findLinkedChange(tx: Tx, links: Links, { recordId }: LinkTarget, token: string) {
  const row = await tx
    .selectFrom('emailChange')
    .innerJoin('account', (join) =>
      join
        .onRef('account.organizationId', '=', 'emailChange.organizationId')
        .onRef('account.id', '=', 'emailChange.accountId'),
    )
    .select(['emailChange.id', 'accountId', 'nonce', 'keyId', 'oldConfirmedAt', 'newConfirmedAt'])
    .select(['emailChange.email as to', 'account.email as from', 'account.state', 'account.language'])
    .select(['doneAt', 'voidedAt', sql<boolean>`expires_at <= now()`.as('expired')])
    .where('emailChange.organizationId', '=', tx.organizationId)
    .where('emailChange.id', '=', recordId)
    .executeTakeFirst();
  const side = row && sides.find((one) => links.verify(token, emailChangeLinkRow(tx, row, one)));
  if (!row || !side) throw new AppError('link_unknown');
  const confirmed = side === 'old' ? row.oldConfirmedAt : row.newConfirmedAt;
  if (row.doneAt ?? row.voidedAt ?? confirmed) throw new AppError('link_used');
  if (row.expired) throw new AppError('link_expired');
  // Suspended or closed: its links are dead at once (T11).
  if (row.state !== 'active') throw new AppError('link_used');
  return { ...row, side };
}
