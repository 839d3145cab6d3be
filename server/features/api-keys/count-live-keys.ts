import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** How many keys that somebody made still open something: a new password ends none of them. */
export async function countLiveKeys(tx: Tx, accountId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('apiKey')
    .select((expression) => expression.fn.countAll<number>().as('count'))
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .where('revokedAt', 'is', null)
    .where(sql<boolean>`expires_at > now()`)
    .executeTakeFirstOrThrow();
  return count;
}
