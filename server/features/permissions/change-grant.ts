import { sql } from 'kysely';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { Actor } from '../sessions/actor.ts';
import { can } from './can.ts';
import { endOfDay, dayBegunBy, dayEndedBy, startOfDay, todayIn } from '../../platform/day.ts';
import { endsLater } from './gives-beyond.ts';
import { findGrant } from './list-grants.ts';
import { dateProblems, lengthProblems, permissionOf } from './policy.ts';

export interface GrantChange {
  readonly version: number;
  /** Absent: stays. Null: taken away. */
  readonly from?: string | null | undefined;
  readonly until?: string | null | undefined;
}

/**
 * Changes the dates of a grant that the actor could give.
 * @throws {AppError} not_found, forbidden, not_acceptable, stale_version
 */
export async function changeGrant(tx: Tx, actor: Actor, id: string, change: GrantChange) {
  const before = await needGrantable(tx, actor, id);
  // What may be given is asked of this version: nobody's change may come between (P20).
  if (before.version !== change.version) throw new AppError('stale_version');
  const held = {
    from: dayBegunBy(before.from, actor.timeZone),
    until: dayEndedBy(before.until, actor.timeZone),
  };
  const { application, permission } = before;
  const { from = held.from, until = held.until } = change;
  const fields = {
    ...lengthProblems(actor, { application, permission, from, until }, held),
    ...dateProblems(change, todayIn(actor.timeZone)),
  };
  if (Object.keys(fields).length > 0) throw new AppError('not_acceptable', { fields });
  const changed = await tx
    .updateTable('permissionGrant')
    .set({
      version: sql`version + 1`,
      ...(change.from !== undefined && { validFrom: startOfDay(change.from, actor.timeZone) }),
      ...(change.until !== undefined && { validUntil: endOfDay(change.until, actor.timeZone) }),
      // Lengthening it is giving it: what its giver may give is asked of them from now on.
      ...(endsLater({ until }, held) && { grantedBy: actor.accountId }),
    })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .where('version', '=', change.version)
    .where('endedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!changed) throw new AppError('stale_version');
  const grant = await findGrant(tx, actor, id);
  if (!grant) throw new AppError('not_found');
  const named = (['from', 'until'] as const).filter((field) => change[field] !== undefined);
  const values = (of: typeof grant) => Object.fromEntries(named.map((field) => [field, of[field]]));
  const subject = { type: 'grant', id } as const;
  await recordActivity(tx, actor.origin, [
    {
      action: 'grant.changed',
      actorId: actor.accountId,
      subject,
      fields: named,
      before: values(before),
      after: values(grant),
    },
  ]);
  return grant;
}

/** Withdraws a grant; it counts at the next request. @throws {AppError} not_found, forbidden, not_possible_now */
export async function revokeGrant(tx: Tx, actor: Actor, id: string): Promise<void> {
  await needGrantable(tx, actor, id);
  const ended = await tx
    .updateTable('permissionGrant')
    .set({ endedAt: sql`now()`, endedBy: actor.accountId, version: sql`version + 1` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!ended) throw new AppError('not_possible_now');
  const subject = { type: 'grant', id } as const;
  await recordActivity(tx, actor.origin, [{ action: 'grant.revoked', actorId: actor.accountId, subject }]);
}

/** Nobody changes or takes away what they could not give (P20). @throws {AppError} not_found, forbidden */
export async function needGrantable(tx: Tx, actor: Actor, id: string) {
  const grant = await findGrant(tx, actor, id);
  if (!grant) throw new AppError('not_found');
  const permission = permissionOf(grant);
  if (!permission || !can(actor, permission)) {
    throw new AppError('forbidden', {
      permission: `${grant.application}:${grant.permission}`,
      reason: 'not_granted',
    });
  }
  return grant;
}
