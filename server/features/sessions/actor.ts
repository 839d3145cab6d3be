import { allPermissions } from '../../../contract/permissions.ts';
import type { Permission } from '../../../contract/permissions.ts';
import type { AccountState, IdentityState } from '../../../contract/shared-schemas.ts';
import type { Origin } from '../../platform/http/origin.ts';

/** Who carries out a request: read anew for each, so that every change counts at the next one. */
export interface Actor {
  readonly organizationId: string;
  readonly organizationName: string;
  readonly organizationSlug: string;
  readonly timeZone: string;
  readonly accountId: string;
  readonly email: string;
  readonly username: string;
  /** The identity's name where there is one, else the username. */
  readonly name: string;
  readonly language: string;
  readonly accountState: AccountState;
  readonly identityState: IdentityState;
  readonly personalCode: string | null;
  readonly isFounder: boolean;
  /** Granted and within its dates; in force only for a member. */
  readonly granted: ReadonlySet<string>;
  /** Of each permission that ends by itself its last day in the organization's time zone, `YYYY-MM-DD`. */
  readonly heldUntil: Readonly<Record<string, string>>;
  /** What is in force now. */
  readonly permissions: ReadonlySet<Permission>;
  readonly sessionId: string;
  readonly sessionExpiresAt: Date;
  /** The password was given within the last `freshMinutes`, by the database's clock (P17). */
  readonly hasFreshSignIn: boolean;
  readonly origin: Origin;
}

/**
 * What opens now. A grant opens nothing without a validated identity (ruling 14); the founder alone is not
 * locked out while theirs is missing, because somebody must begin.
 */
export function permissionsInForce(
  person: Pick<Actor, 'isFounder' | 'accountState' | 'identityState' | 'granted'>,
): ReadonlySet<Permission> {
  if (person.accountState !== 'active') return new Set();
  if (person.isFounder) return new Set(allPermissions);
  if (person.identityState !== 'validated') return new Set();
  return new Set(allPermissions.filter((permission) => person.granted.has(permission)));
}
