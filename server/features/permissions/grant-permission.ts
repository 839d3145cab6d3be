import { sql } from 'kysely';
import { AppError, refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Actor } from '../sessions/actor.ts';
import { todayIn } from '../../platform/day.ts';
import { grantPermissions } from './grant-permissions.ts';
import type { NewGrant } from './grant-permissions.ts';
import { findGrant } from './list-grants.ts';
import { grantProblems } from './policy.ts';

/** Grants one permission to one account by hand. @throws {AppError} not_acceptable */
export async function grantPermission(tx: Tx, actor: Actor, grant: NewGrant) {
  const fields = grantProblems(actor, grant, todayIn(actor.timeZone));
  if (Object.keys(fields).length > 0) throw new AppError('not_acceptable', { fields });
  await needGrantableAccount(tx, grant.accountId);
  await makeRoom(tx, grant);
  const [id = ''] = await grantPermissions(tx, actor, [grant]);
  const granted = await findGrant(tx, actor, id);
  if (!granted) throw new AppError('not_found');
  return granted;
}

/** A grant whose dates are over gives way to a new one of the same permission; it opened nothing any more. */
async function makeRoom(tx: Tx, { accountId, application, permission }: NewGrant): Promise<void> {
  await tx
    .updateTable('permissionGrant')
    .set({ endedAt: sql`valid_until`, version: sql`version + 1` })
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .where('application', '=', application)
    .where('permission', '=', permission)
    .where('endedAt', 'is', null)
    .where(sql<boolean>`valid_until <= now()`)
    .execute();
}

async function needGrantableAccount(tx: Tx, accountId: string): Promise<void> {
  const account = await tx
    .selectFrom('actor')
    .select(['accountState', 'isFounder'])
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .executeTakeFirst();
  if (!account) throw refuseField('account', 'grant.unknown_account');
  if (account.isFounder) throw refuseField('account', 'grant.founder_has_all');
  if (account.accountState === 'closed') throw refuseField('account', 'grant.account_closed');
}
