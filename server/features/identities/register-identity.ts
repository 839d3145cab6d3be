import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Actor } from '../sessions/actor.ts';
import type { DraftForSomeone } from './draft-identity.ts';
import { mailPerson } from './mail-person.ts';
import { needRegistrable } from './need-registrable.ts';
import type { IdentityParts } from './save-draft.ts';
import { submitIdentity } from './submit-identity.ts';

/**
 * Registers someone's identity: in force at once if the actor may validate, else it waits for a reviewer.
 * @throws {AppError} as `draftIdentity`
 */
export async function registerIdentity(
  tx: Tx,
  parts: IdentityParts & { readonly jobs: Jobs },
  actor: Actor,
  { accountId, changes }: DraftForSomeone,
): Promise<void> {
  await needRegistrable(tx, actor, accountId);
  const request = { accountId, actor, editor: 'reviewer', changes } as const;
  const { outcome, version, isFirst } = await submitIdentity(tx, parts, request);
  if (outcome === 'submitted') return;
  const data = { news: isFirst ? 'first' : 'changed' };
  await mailPerson(tx, parts.jobs, { kind: 'identity_validated', accountId, version, data });
}
