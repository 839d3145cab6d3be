import { AppError } from '../../platform/app-error.ts';
import type { PasswordHasher } from './password-hash.ts';
import { checkPassword } from './password-policy.ts';

/**
 * The hash of a new password that the rules accept.
 * @param about what it must not be made of: email, username, name of the organization.
 * @throws {AppError} not_acceptable with every reason at `path`, overloaded
 */
export async function acceptPassword(
  hasher: PasswordHasher,
  { password, about, path = 'password' }: { password: string; about: readonly string[]; path?: string },
): Promise<string> {
  const problems = checkPassword(password, about);
  if (problems.length > 0) throw new AppError('not_acceptable', { fields: { [path]: problems } });
  return hasher.hash(password);
}
