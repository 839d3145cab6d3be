import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { Actor } from '../sessions/actor.ts';
import { findContents, openContent } from './content.ts';
import { fieldsOf, findForm } from './find-form.ts';
import { lockIdentity } from './lock-identity.ts';
import { canSee } from './policy.ts';
import type { IdentityParts } from './save-draft.ts';

interface RevealRequest {
  readonly accountId: string;
  readonly version?: number | undefined;
  readonly field: string;
}

/** Shows a reviewer what a sensitive field holds, and notes that they looked. A draft is nobody's yet. @throws {AppError} not_found */
export async function revealField(
  tx: Tx,
  { texts, seal }: IdentityParts,
  actor: Actor,
  { accountId, version, field }: RevealRequest,
): Promise<{ value: string | number }> {
  const identity = await lockIdentity(tx, accountId);
  if (!identity) throw new AppError('not_found');
  const wanted = version ?? identity.version;
  const isDraft = wanted === identity.version && identity.pendingState === 'draft';
  const stored = (await findContents(tx, accountId, [wanted])).get(wanted);
  const rule = fieldsOf(await findForm(tx, texts)).get(field);
  if (isDraft || !stored || !rule || !canSee(rule, 'reviewer')) throw new AppError('not_found');
  const content = openContent(seal, { organizationId: tx.organizationId, accountId }, stored);
  const value = content.values.get(field);
  if (typeof value !== 'string' && typeof value !== 'number') throw new AppError('not_found');
  await recordActivity(tx, actor.origin, [
    {
      action: 'identity.revealed',
      actorId: actor.accountId,
      subject: { type: 'account', id: accountId },
      fields: [field],
    },
  ]);
  return { value };
}
