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

/** Advice while someone types; the registration and its constraints decide. */
export async function checkAvailability(
  tx: Tx,
  asked: { readonly email?: string | undefined; readonly username?: string | undefined },
): Promise<Availability> {
  const email = asked.email === undefined ? undefined : parseEmailAddress(asked.email);
  const username = asked.username === undefined ? undefined : parseUsername(asked.username);
  const derived = email?.ok ? deriveUsername(email.address) : undefined;
  const taken = await findTaken(
    tx,
    email?.ok ? [email.canonical] : [],
    [username?.ok ? username.canonical : undefined, derived].filter((name) => name !== undefined),
  );
  return {
    ...(email && { email: emailVerdict(email, taken.emails) }),
    ...(username && { username: await usernameVerdict(tx, username, taken.usernames) }),
    ...(derived && { derivedUsername: await freeName(tx, derived, taken.usernames) }),
  };
}

function emailVerdict(email: ReturnType<typeof parseEmailAddress>, taken: ReadonlySet<string>): Verdict {
  if (!email.ok) return invalid('email', email);
  const better = suggestDomain(email.address);
  const hint = better === undefined ? {} : { suggestions: [email.address.replace(/@.*/, `@${better}`)] };
  if (!taken.has(email.canonical)) return { state: 'available', ...hint };
  return { state: 'taken', reason: { code: 'account.email_taken' } };
}

async function usernameVerdict(
  tx: Tx,
  username: ReturnType<typeof parseUsername>,
  taken: ReadonlySet<string>,
): Promise<Verdict> {
  if (!username.ok) return invalid('username', username);
  if (!taken.has(username.canonical)) return { state: 'available' };
  return {
    state: 'taken',
    reason: { code: 'account.username_taken' },
    suggestions: await freeUsernames(tx, username.canonical, suggestions),
  };
}

async function freeName(tx: Tx, derived: string, taken: ReadonlySet<string>): Promise<string> {
  if (!taken.has(derived)) return derived;
  const [free = derived] = await freeUsernames(tx, derived, 1);
  return free;
}

function invalid(
  kind: 'email' | 'username',
  { reason, values }: { reason: string; values?: Readonly<Record<string, number>> },
): Verdict {
  return { state: 'invalid', reason: { code: `${kind}.${reason}`, ...(values && { values }) } };
}
