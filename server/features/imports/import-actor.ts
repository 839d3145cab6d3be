import type { Tx } from '../../platform/database.ts';
import { permissionsBehind } from '../api-keys/permissions-behind.ts';
import { can } from '../permissions/can.ts';
import type { Actor } from '../sessions/actor.ts';
import { findPeople } from '../sessions/find-person.ts';
import type { LockedImport } from './lock-import.ts';

/** At whose word an import works, and by which key of theirs. */
export interface ImportPrincipal {
  readonly accountId: string;
  readonly keyId: string | null;
  readonly ip: string | null;
  readonly requestId: string | null;
}

/** At whose word a plan is carried out. */
export const ordererOf = ({
  appliedBy,
  startedBy,
  appliedKey,
}: Pick<LockedImport, 'appliedBy' | 'startedBy' | 'appliedKey'>) => ({
  accountId: appliedBy ?? startedBy,
  keyId: appliedKey,
});

/**
 * Who stands behind the work of an import, with what they may do now: a right withdrawn, an account suspended or a key
 * revoked meanwhile ends what is left (P20). Undefined: they may not import any more.
 */
export async function importActor(tx: Tx, principal: ImportPrincipal): Promise<Actor | undefined> {
  const { accountId, keyId, ip, requestId } = principal;
  const [person] = await findPeople(tx, [accountId]);
  if (!person) return undefined;
  const permissions = await permissionsBehind(tx, person, keyId);
  const actor: Actor = {
    ...person,
    ...(keyId !== null && { isFounder: false, granted: new Set<string>(permissions) }),
    permissions,
    sessionId: keyId ?? '',
    sessionExpiresAt: new Date(0),
    hasFreshSignIn: false,
    origin: {
      ip: ip ?? '',
      requestId: requestId ?? '',
      userAgent: '',
      ...(keyId !== null && { apiKeyId: keyId }),
    },
  };
  return can(actor, 'user-registration:can_bulk_invite') ? actor : undefined;
}
