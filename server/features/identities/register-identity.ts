import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Actor } from '../sessions/actor.ts';
import type { DraftForSomeone } from './draft-identity.ts';
import { mailPerson } from './mail-person.ts';
import { needRegistrable } from './need-registrable.ts';
import { takesEffectAtOnce, validationProblems } from './policy.ts';
import type { IdentityParts } from './save-draft.ts';
import { submitIdentity } from './submit-identity.ts';

/**
 * Registers someone's identity: in force at once if the actor may validate and does not leave it to a reviewer.
 * @throws {AppError} as `draftIdentity`
 */
export async function registerIdentity(
  tx: Tx,
  parts: IdentityParts & { readonly jobs: Jobs },
  actor: Actor,
  { accountId, changes, validate }: DraftForSomeone & { readonly validate: boolean | undefined },
): Promise<void> {
  await needRegistrable(tx, actor, accountId);
  const fields = validationProblems(actor, validate);
  if (Object.keys(fields).length > 0) throw new AppError('not_acceptable', { fields });
  const isFinal = takesEffectAtOnce(actor, validate);
  const request = { accountId, actor, editor: 'reviewer', changes, isFinal } as const;
  const { outcome, version, isFirst } = await submitIdentity(tx, parts, request);
  if (outcome === 'submitted') return;
  const data = { news: isFirst ? 'first' : 'changed' };
  await mailPerson(tx, parts.jobs, { kind: 'identity_validated', accountId, version, data });
}
