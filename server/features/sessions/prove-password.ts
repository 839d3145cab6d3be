import { refuseField } from '../../platform/app-error.ts';
import { withOrganizationAtOnce } from '../../platform/database.ts';
import type { Db } from '../../platform/database.ts';
import type { Limits } from '../../platform/limits.ts';
import type { Actor } from './actor.ts';
import { findCredentials } from './find-credentials.ts';
import type { PasswordHasher } from './password-hash.ts';

export interface ProofParts {
  readonly db: Db;
  readonly hasher: PasswordHasher;
  readonly limits: Limits;
}

/**
 * Whoever is signed in shows that they know the password. There are no more tries than at a sign-in, and they are
 * counted apart: a thief of the screen can't lock the owner out of signing in (P6).
 * @param path the field of the request where a wrong one is told
 * @returns the hash that it answers to
 * @throws {AppError} not_acceptable, too_many_requests, overloaded
 */
export async function provePassword(
  { db, hasher, limits }: ProofParts,
  actor: Actor,
  { password, path }: { readonly password: string; readonly path: string },
): Promise<string> {
  const login = `${actor.organizationId} change ${actor.accountId}`;
  const [tried, found] = await withOrganizationAtOnce(db, actor.organizationId, (tx) =>
    Promise.all([limits.countTry(tx, actor.origin.ip, login), findCredentials(tx, actor.username)]),
  );
  await limits.admitTry(tried);
  if (!found?.hash || !(await hasher.verify(found.hash, password)))
    throw refuseField(path, 'password.not_current');
  await limits.signInSucceeded(actor.origin.ip, [login]);
  return found.hash;
}
