import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { Actor } from '../sessions/actor.ts';
import { findApiKey } from './list-api-keys.ts';

/** Ends a key for its next request; once is enough, a second time does nothing. @throws {AppError} not_found */
export async function revokeApiKey(tx: Tx, actor: Actor, id: string): Promise<void> {
  const revoked = await tx
    .updateTable('apiKey')
    .set({ revokedAt: sql`now()`, revokedBy: actor.accountId })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!revoked) {
    await findApiKey(tx, id);
    return;
  }
  const subject = { type: 'api_key', id } as const;
  await recordActivity(tx, actor.origin, [{ action: 'api_key.revoked', actorId: actor.accountId, subject }]);
}
