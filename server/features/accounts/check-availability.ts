import { parseEmailAddress } from '../../../contract/email-address.ts';
import { suggestDomain } from '../../../contract/typo-in-domain.ts';
import { deriveUsername, parseUsername } from '../../../contract/username.ts';
import type { Tx } from '../../platform/database.ts';
import { findTaken } from './find-taken.ts';
import { freeUsernames } from './free-usernames.ts';

export interface Verdict {
  readonly state: 'available' | 'taken' | 'invalid';
  readonly reason?: { readonly code: string; readonly values?: Readonly<Record<string, number>> };
  readonly suggestions?: readonly string[];
}

export interface Availability {
  readonly email?: Verdict;
  readonly username?: Verdict;
  /** Free, for a valid email. */
  readonly derivedUsername?: string;
}

const suggestions = 3;

export interface Asked {
  readonly email?: string | undefined;
  readonly username?: string | undefined;
}

/**
 * Advice while people type, for each of what is asked, in its order: one look-up for all of them, a second one
 * only where a name is taken. The registration and its constraints decide.
 */
export async function checkAvailability(tx: Tx, asked: readonly Asked[]): Promise<Availability[]> {
  const parsed = asked.map(parse);
  const names = new Set(
    parsed.flatMap(({ username, derived }) => [username?.ok ? username.canonical : [], derived ?? []].flat()),
  );
  const taken = await findTaken(
    tx,
    parsed.flatMap(({ email }) => (email?.ok ? [email.canonical] : [])),
    [...names],
  );
  const free = await freeUsernames(tx, names.intersection(taken.usernames), suggestions);
  return parsed.map(({ email, username, derived }) => ({
    ...(email && { email: emailVerdict(email, taken.emails) }),
    ...(username && { username: usernameVerdict(username, taken.usernames, free) }),
    ...(derived && {
      derivedUsername: taken.usernames.has(derived) ? (free.get(derived)?.[0] ?? derived) : derived,
    }),
  }));
}

function parse(asked: Asked) {
  const email = asked.email === undefined ? undefined : parseEmailAddress(asked.email);
  const username = asked.username === undefined ? undefined : parseUsername(asked.username);
  return { email, username, derived: email?.ok ? deriveUsername(email.address) : undefined };
}

function emailVerdict(email: ReturnType<typeof parseEmailAddress>, taken: ReadonlySet<string>): Verdict {
  if (!email.ok) return invalid('email', email);
  const better = suggestDomain(email.address);
  const hint = better === undefined ? {} : { suggestions: [email.address.replace(/@.*/, `@${better}`)] };
  if (!taken.has(email.canonical)) return { state: 'available', ...hint };
  return { state: 'taken', reason: { code: 'account.email_taken' } };
}

function usernameVerdict(
  username: ReturnType<typeof parseUsername>,
  taken: ReadonlySet<string>,
  free: ReadonlyMap<string, readonly string[]>,
): Verdict {
  if (!username.ok) return invalid('username', username);
  if (!taken.has(username.canonical)) return { state: 'available' };
  return {
    state: 'taken',
    reason: { code: 'account.username_taken' },
    suggestions: free.get(username.canonical) ?? [],
  };
}

function invalid(
  kind: 'email' | 'username',
  { reason, values }: { reason: string; values?: Readonly<Record<string, number>> },
): Verdict {
  return { state: 'invalid', reason: { code: `${kind}.${reason}`, ...(values && { values }) } };
}
