import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Seal } from '../../platform/seal.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { Actor } from '../sessions/actor.ts';
import { storeContent } from './content.ts';
import { displayName } from './display-name.ts';
import type { IdentityPlan, PlannedIdentity } from './plan-identities.ts';
import { takePersonalCodes } from './take-personal-codes.ts';

export interface RegisteredIdentity {
  readonly accountId: string;
  readonly state: 'validated' | 'submitted';
  readonly personalCode: string | null;
  readonly name: string | null;
}

type NewIdentity = PlannedIdentity & { readonly accountId: string };

/**
 * The identities of accounts that are new, each without a problem: in force at once if the plan says so, else waiting
 * for a reviewer. A few statements, however many they are. By account.
 */
export async function registerIdentities(
  tx: Tx,
  seal: Seal,
  actor: Actor,
  {
    identities,
    plan,
  }: { readonly identities: readonly NewIdentity[]; readonly plan: IdentityPlan | undefined },
): Promise<ReadonlyMap<string, RegisteredIdentity>> {
  if (plan === undefined || identities.length === 0) return new Map();
  const finals = identities.filter(({ isFinal }) => isFinal);
  const codes = finals.length > 0 ? await takePersonalCodes(tx, finals.length) : [];
  const codeOf = new Map(finals.map(({ accountId }, index) => [accountId, codes[index]]));
  const registered = identities.map(({ accountId, values, isFinal }) => ({
    accountId,
    state: isFinal ? ('validated' as const) : ('submitted' as const),
    personalCode: codeOf.get(accountId) ?? null,
    name: displayName({ alias: null, values }),
  }));
  await tx
    .insertInto('identity')
    .values(
      registered.map(({ accountId, state, personalCode, name }) => ({
        organizationId: tx.organizationId,
        accountId,
        state,
        version: 1,
        personalCode,
        submittedAt: sql<Date>`now()`,
        ...(state === 'validated'
          ? { versionInForce: 1, displayName: name, validatedAt: sql<Date>`now()` }
          : { pendingState: 'submitted', pendingNews: 'first', pendingName: name }),
      })),
    )
    .execute();
  await storeVersions(tx, seal, actor, { identities, plan });
  await recordActivity(
    tx,
    actor.origin,
    identities.map(({ accountId, values }) => ({
      action: 'identity.registered',
      actorId: actor.accountId,
      subject: { type: 'account', id: accountId },
      fields: [...plan.form.keys()].filter((key) => values.has(key)),
    })),
  );
  return new Map(registered.map((identity) => [identity.accountId, identity]));
}

async function storeVersions(
  tx: Tx,
  seal: Seal,
  actor: Actor,
  { identities, plan }: { readonly identities: readonly NewIdentity[]; readonly plan: IdentityPlan },
): Promise<void> {
  const rows = identities.map(({ accountId, values, isFinal }) => {
    const owner = { organizationId: tx.organizationId, accountId };
    const { fields, sealed } = storeContent(seal, owner, plan.form, { alias: null, values });
    return {
      ...owner,
      version: 1,
      state: isFinal ? 'validated' : 'submitted',
      formVersion: plan.formVersion,
      fields: JSON.stringify(fields),
      sealed: JSON.stringify(sealed),
      savedBy: actor.accountId,
      submittedAt: sql<Date>`now()`,
      ...(isFinal && { decidedAt: sql<Date>`now()`, decidedBy: actor.accountId }),
    };
  });
  await tx.insertInto('identityVersion').values(rows).execute();
}
