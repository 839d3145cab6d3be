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
