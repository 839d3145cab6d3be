import { randomUUIDv7 } from 'node:crypto';
import type { Tx } from '../../platform/database.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { Actor } from '../sessions/actor.ts';
import { endOfDay, startOfDay } from '../../platform/day.ts';
import type { GrantRequest } from './policy.ts';

export type NewGrant = GrantRequest & { readonly accountId: string; readonly reason?: string | undefined };

/**
 * Grants to many accounts in one statement. Who calls has asked `grantProblems`; that the account does not hold it
 * already is the unique index's word.
 */
export async function grantPermissions(tx: Tx, actor: Actor, grants: readonly NewGrant[]): Promise<string[]> {
  if (grants.length === 0) return [];
  const rows = grants.map(({ accountId, application, permission, reason, from, until }) => ({
    organizationId: tx.organizationId,
    id: randomUUIDv7(),
    accountId,
    application,
    permission,
    grantedBy: actor.accountId,
    reason: reason ?? null,
    validFrom: startOfDay(from, actor.timeZone),
    validUntil: endOfDay(until, actor.timeZone),
  }));
  await tx.insertInto('permissionGrant').values(rows).execute();
  await recordActivity(
    tx,
    actor.origin,
    rows.map(({ id, accountId, application, permission }) => ({
      action: 'grant.granted',
      actorId: actor.accountId,
      subject: { type: 'grant', id },
      personId: accountId,
      fields: [`${application}:${permission}`],
    })),
  );
  return rows.map((row) => row.id);
}
