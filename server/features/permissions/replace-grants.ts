import { sql } from 'kysely';
import type { z } from 'zod';
import type { grantRequestSchema } from '../../../contract/grant-request.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { Actor } from '../sessions/actor.ts';
import { grantPermissions } from './grant-permissions.ts';
import { grantsProblems, needWithdrawable, sameGrant } from './policy.ts';
import type { GrantRequest } from './policy.ts';

type HeldGrant = z.output<typeof grantRequestSchema> & { readonly id: string };

/** What an account is granted, its days told in the organization's time zone. */
export async function findGrantsOf(tx: Tx, accountId: string, timeZone: string): Promise<HeldGrant[]> {
  const { rows } = await sql<HeldGrant & { from: string | null; until: string | null }>`
    select id, application, permission, (valid_from at time zone ${timeZone})::date as "from",
      (valid_until at time zone ${timeZone})::date - 1 as until
    from permission_grant
    where organization_id = ${tx.organizationId} and account_id = ${accountId} and ended_at is null
    order by application, permission`.execute(tx);
  return rows.map(({ from, until, ...grant }) => ({
    ...grant,
    ...(from && { from }),
    ...(until && { until }),
  }));
}

/**
 * From now on the account is granted these and no others. What stays as it is stays its giver's; each new one, and each
 * with new days, is one that the actor may give, and so is each that ends (P20). @returns whether anything changed
 * @throws {AppError} not_acceptable at `grants.0.permission` and the like, forbidden
 */
export async function replaceGrants(
  tx: Tx,
  actor: Actor,
  accountId: string,
  wanted: readonly GrantRequest[],
): Promise<boolean> {
  await lockGrantsOf(tx, accountId);
  const held = await findGrantsOf(tx, accountId, actor.timeZone);
  const has = (grants: readonly GrantRequest[], one: GrantRequest) =>
    grants.some((grant) => sameGrant(grant, one));
  const fields = grantsProblems(actor, wanted, held);
  if (Object.keys(fields).length > 0) throw new AppError('not_acceptable', { fields });
  const ended = held.filter((grant) => !has(wanted, grant));
  needWithdrawable(actor, ended);
  await endGrants(
    tx,
    actor,
    ended.map(({ id }) => id),
  );
  const added = wanted.filter((grant) => !has(held, grant));
  await grantPermissions(
    tx,
    actor,
    added.map((grant) => ({ ...grant, accountId })),
  );
  return ended.length + added.length > 0;
}

/** What may be given is asked of what is held: it stays so until it is changed (P20). */
async function lockGrantsOf(tx: Tx, accountId: string): Promise<void> {
  await tx
    .selectFrom('permissionGrant')
    .select('id')
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
}

async function endGrants(tx: Tx, actor: Actor, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('permissionGrant')
    .set({ endedAt: sql`now()`, endedBy: actor.accountId, version: sql`version + 1` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', 'in', ids)
    .execute();
  await recordActivity(
    tx,
    actor.origin,
    ids.map((id) => ({
      action: 'grant.revoked',
      actorId: actor.accountId,
      subject: { type: 'grant', id },
    })),
  );
}
