import type { Permission } from '../../../contract/permissions.ts';
import type { Tx } from '../../platform/database.ts';
import { permissionsInForce } from '../sessions/actor.ts';
import type { Person } from '../sessions/find-person.ts';
import { findLiveKey } from './find-live-key.ts';

/**
 * What work in the background may do at somebody's word now: what they may, and no more than the key by which they said
 * it, if they did. Nothing once that key is revoked or over (ruling 20).
 */
export async function permissionsBehind(
  tx: Tx,
  person: Person | undefined,
  keyId: string | null,
): Promise<ReadonlySet<Permission>> {
  const own = person ? permissionsInForce(person) : new Set<Permission>();
  if (keyId === null) return own;
  const key = await findLiveKey(tx, keyId);
  return new Set(key?.permissions.filter((permission) => own.has(permission)));
}
