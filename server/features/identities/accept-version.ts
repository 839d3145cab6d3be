import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { LockedIdentity } from './lock-identity.ts';
import { takePersonalCodes } from './take-personal-codes.ts';

export interface Acceptance {
  /** What the person is called from now on. */
  readonly name: string | null;
  /** Null: it took effect by itself. */
  readonly decidedBy: string | null;
}

/**
 * Puts the newest version in force; the first one brings the personal code, which never changes. The identity is locked.
 * @returns the personal code
 */
export async function acceptVersion(
  tx: Tx,
  { accountId, version, personalCode }: LockedIdentity,
  { name, decidedBy }: Acceptance,
): Promise<string> {
  const code = personalCode ?? (await takePersonalCodes(tx, 1))[0] ?? '';
  await tx
    .updateTable('identityVersion')
    .set({ state: 'validated', decidedAt: sql`now()`, decidedBy })
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .where('version', '=', version)
    .execute();
  await tx
    .updateTable('identity')
    .set({
      state: 'validated',
      versionInForce: version,
      pendingState: null,
      pendingName: null,
      personalCode: code,
      displayName: name,
      validatedAt: sql`now()`,
    })
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .execute();
  return code;
}
