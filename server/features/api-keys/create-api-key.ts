import { randomUUIDv7 } from 'node:crypto';
import { apiKeyDays } from '../../../contract/api-keys.ts';
import type { Permission } from '../../../contract/permissions.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { endOfDay, todayIn } from '../../platform/day.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { Actor } from '../sessions/actor.ts';
import { hashSecret } from '../sessions/session-cookie.ts';
import { newApiKeySecret, writeApiKey } from './api-key-text.ts';
import { findApiKey } from './list-api-keys.ts';
import { apiKeyProblems, lastDayOf } from './policy.ts';

export interface NewApiKey {
  readonly name: string;
  readonly permissions: readonly Permission[];
  /** The last day on which it works. */
  readonly until?: string | undefined;
}

/** The only moment in which the key itself is there: the database keeps a hash. @throws {AppError} not_acceptable */
export async function createApiKey(tx: Tx, actor: Actor, { name, permissions, until }: NewApiKey) {
  const today = todayIn(actor.timeZone);
  const last = until ?? lastDayOf(today, apiKeyDays.byDefault);
  const fields = apiKeyProblems(actor, { permissions, until: last }, today);
  if (Object.keys(fields).length > 0) throw new AppError('not_acceptable', { fields });
  const keyId = randomUUIDv7();
  const secret = newApiKeySecret();
  await tx
    .insertInto('apiKey')
    .values({
      organizationId: tx.organizationId,
      id: keyId,
      accountId: actor.accountId,
      name,
      permissions: [...new Set(permissions)],
      secretHash: hashSecret(secret),
      expiresAt: endOfDay(last, actor.timeZone),
    })
    .execute();
  const subject = { type: 'api_key', id: keyId } as const;
  await recordActivity(tx, actor.origin, [
    { action: 'api_key.created', actorId: actor.accountId, subject, fields: permissions },
  ]);
  const key = writeApiKey({ organizationId: tx.organizationId, keyId, secret });
  return { key, apiKey: await findApiKey(tx, keyId) };
}
