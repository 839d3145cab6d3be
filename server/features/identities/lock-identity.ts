import type { IdentityState } from '../../../contract/shared-schemas.ts';
import type { Tx } from '../../platform/database.ts';

/** The one row that editing and deciding both lock (ruling 15). */
export interface LockedIdentity {
  readonly accountId: string;
  readonly state: Exclude<IdentityState, 'none'>;
  /** The newest; 0 while nothing was ever saved. */
  readonly version: number;
  readonly pendingState: 'draft' | 'submitted' | 'returned' | null;
  readonly versionInForce: number | null;
  readonly personalCode: string | null;
}

/** Undefined: there is no identity of this account. */
export async function lockIdentity(tx: Tx, accountId: string): Promise<LockedIdentity | undefined> {
  const row = await tx
    .selectFrom('identity')
    .select(['accountId', 'state', 'version', 'pendingState', 'versionInForce', 'personalCode'])
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .forUpdate()
    .executeTakeFirst();
  return row as LockedIdentity | undefined;
}

/** Of an account that exists; makes the row where there is none, so that two who begin at once meet at it. */
export async function lockOrBeginIdentity(tx: Tx, accountId: string): Promise<LockedIdentity> {
  await tx
    .insertInto('identity')
    .values({ organizationId: tx.organizationId, accountId, state: 'draft', version: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const locked = await lockIdentity(tx, accountId);
  if (!locked) throw new Error('an identity is never deleted alone');
  return locked;
}
