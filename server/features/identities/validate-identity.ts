import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { Actor } from '../sessions/actor.ts';
import { acceptVersion } from './accept-version.ts';
import { endClaim } from './claim-review.ts';
import { findContents, noContent, openContent } from './content.ts';
import { lockForReview } from './lock-for-review.ts';
import { mailPerson } from './mail-person.ts';
import type { IdentityParts } from './save-draft.ts';

/**
 * Accepts the version that the reviewer saw, and no other (P23).
 * @throws {AppError} not_found, own_identity, stale_version, already_reviewed with who was faster, not_possible_now
 */
export async function validateIdentity(
  tx: Tx,
  { seal, jobs }: Pick<IdentityParts, 'seal'> & { readonly jobs: Jobs },
  actor: Actor,
  { accountId, version }: { readonly accountId: string; readonly version: number },
) {
  const identity = await lockForReview(tx, actor, { accountId, version });
  const stored = (await findContents(tx, accountId, [version])).get(version) ?? noContent;
  const content = openContent(seal, { organizationId: tx.organizationId, accountId }, stored);
  const personalCode = await acceptVersion(tx, identity, {
    content,
    decidedBy: actor.accountId,
  });
  await endClaim(tx, accountId);
  await recordActivity(tx, actor.origin, [
    {
      action: 'identity.validated',
      actorId: actor.accountId,
      subject: { type: 'account', id: accountId },
    },
  ]);
  const news = identity.personalCode === null ? 'first' : 'changed';
  await mailPerson(tx, jobs, { kind: 'identity_validated', accountId, version, data: { news } });
  return { state: 'validated' as const, personalCode };
}
