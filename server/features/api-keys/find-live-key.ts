import { sql } from 'kysely';
import type { Permission } from '../../../contract/permissions.ts';
import type { Tx } from '../../platform/database.ts';

/** What a key may, while it lives: work that it began goes on in the background only as long. */
export async function findLiveKey(
  tx: Tx,
  keyId: string,
): Promise<{ readonly permissions: readonly Permission[] } | undefined> {
  const row = await tx
    .selectFrom('apiKey')
    .select('permissions')
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', keyId)
    .where('revokedAt', 'is', null)
    .where(sql<boolean>`expires_at > now()`)
    .executeTakeFirst();
  return row && { permissions: row.permissions as Permission[] };
}
