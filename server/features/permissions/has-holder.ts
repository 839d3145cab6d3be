import { sql } from 'kysely';
import type { Permission } from '../../../contract/permissions.ts';
import type { Tx } from '../../platform/database.ts';

/** Whether anybody beside the founder was granted this. */
export async function hasHolder(tx: Tx, permission: Permission): Promise<boolean> {
  const [application = '', name = ''] = permission.split(':');
  const grant = await tx
    .selectFrom('permissionGrant')
    .select('id')
    .where('organizationId', '=', tx.organizationId)
    .where('application', '=', application)
    .where('permission', '=', name)
    .where('endedAt', 'is', null)
    .where(sql<boolean>`(valid_until is null or valid_until > now())`)
    .limit(1)
    .executeTakeFirst();
  return grant !== undefined;
}

/** Whether somebody else than this account may do it now: the founder, or a member to whom it is granted. */
export async function hasOtherHolder(tx: Tx, permission: Permission, accountId: string): Promise<boolean> {
  const [application = '', name = ''] = permission.split(':');
  const { rows } = await sql<{ found: boolean }>`
    select exists (
      select from organization_settings s
      where s.organization_id = ${tx.organizationId} and s.founder_id <> ${accountId}
    ) or exists (
      select from permission_grant g
      join person p on p.organization_id = g.organization_id and p.id = g.account_id
      where g.organization_id = ${tx.organizationId} and g.application = ${application} and g.permission = ${name}
        and g.ended_at is null and g.account_id <> ${accountId}
        and (g.valid_from is null or g.valid_from <= now()) and (g.valid_until is null or g.valid_until > now())
        and p.state = 'active' and p.identity_state = 'validated'
    ) as found`.execute(tx);
  return rows[0]?.found === true;
}
