import { sql } from 'kysely';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import type { LinkTarget, Links } from '../../platform/links.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { changeEmail } from '../accounts/change-email.ts';
import { findLinkedChange } from './email-change-link.ts';
import type { Side } from './email-change-link.ts';
import { voidPendingLinks } from './void-pending-links.ts';

interface UsedLink {
  readonly target: LinkTarget;
  readonly token: string;
}

/**
 * Confirms for the side whose link this is; the second of the two makes the new email count, and voids whatever else
 * was under way (T28).
 * @returns whether the new email counts now
 * @throws {AppError} link_unknown, link_used, link_expired; not_acceptable when another took the address meanwhile
 */
export async function confirmEmailChange(
  tx: Tx,
  links: Links,
  { target, token }: UsedLink,
  origin: Origin,
): Promise<boolean> {
  const { id, accountId, side, from } = await lockLinkedChange(tx, links, { target, token });
  const after = await confirmSide(tx, id, side);
  const subject = { type: 'account', id: accountId } as const;
  await recordActivity(tx, origin, [
    { action: 'email.confirmed', actorId: accountId, subject, fields: ['email'] },
  ]);
  if (!after.oldConfirmedAt || !after.newConfirmedAt) return false;
  await tx
    .updateTable('emailChange')
    .set({ doneAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .execute();
  await changeEmail(tx, accountId, { email: after.email, canonical: after.emailCanonical });
  await voidPendingLinks(tx, [accountId]);
  const change = { fields: ['email'], before: { email: from }, after: { email: after.email } };
  await recordActivity(tx, origin, [{ action: 'email.changed', actorId: accountId, subject, ...change }]);
  return true;
}

/** "This was not me": by the link of either address. @throws {AppError} link_unknown, link_used, link_expired */
export async function refuseEmailChange(
  tx: Tx,
  links: Links,
  { target, token }: UsedLink,
  origin: Origin,
): Promise<void> {
  const { id, accountId } = await lockLinkedChange(tx, links, { target, token });
  await tx
    .updateTable('emailChange')
    .set({ voidedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .execute();
  const subject = { type: 'account', id: accountId } as const;
  await recordActivity(tx, origin, [{ action: 'email.change_refused', actorId: null, subject }]);
}

/**
 * The account first, as whoever sets a password does: who holds it decides alone about its pending links, and what
 * was read before is read again.
 */
async function lockLinkedChange(tx: Tx, links: Links, { target, token }: UsedLink) {
  const { accountId } = await findLinkedChange(tx, links, target, token);
  await tx
    .selectFrom('account')
    .select('id')
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', accountId)
    .forUpdate()
    .execute();
  return findLinkedChange(tx, links, target, token);
}

async function confirmSide(tx: Tx, id: string, side: Side) {
  const column = side === 'old' ? 'oldConfirmedAt' : 'newConfirmedAt';
  const confirmed = await tx
    .updateTable('emailChange')
    .set({ [column]: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .where(column, 'is', null)
    .where('doneAt', 'is', null)
    .where('voidedAt', 'is', null)
    .where(sql<boolean>`expires_at > now()`)
    .returning(['email', 'emailCanonical', 'oldConfirmedAt', 'newConfirmedAt'])
    .executeTakeFirst();
  if (!confirmed) throw new AppError('link_used');
  return confirmed;
}
