import type { Tx } from '../../platform/database.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { Actor } from '../sessions/actor.ts';
import { lockIdentity } from './lock-identity.ts';
import { needRegistrable } from './need-registrable.ts';
import { saveDraft } from './save-draft.ts';
import type { DraftChanges, IdentityParts } from './save-draft.ts';

export interface DraftForSomeone {
  readonly accountId: string;
  readonly changes: DraftChanges;
}

/**
 * Keeps what someone fills in for another person.
 * @throws {AppError} not_found, own_identity, not_possible_now, stale_version, not_acceptable
 */
export async function draftIdentity(
  tx: Tx,
  parts: IdentityParts,
  actor: Actor,
  { accountId, changes }: DraftForSomeone,
): Promise<void> {
  await needRegistrable(tx, actor, accountId);
  const before = await lockIdentity(tx, accountId);
  const { identity } = await saveDraft(tx, parts, { accountId, actor, editor: 'reviewer', changes });
  if (identity.version === before?.version) return;
  await recordActivity(tx, actor.origin, [
    {
      action: 'identity.drafted',
      actorId: actor.accountId,
      subject: { type: 'account', id: accountId },
      fields: Object.keys(changes.fields ?? {}),
    },
  ]);
}
