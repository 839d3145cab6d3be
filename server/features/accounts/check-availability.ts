import { parseEmailAddress } from '../../../contract/email-address.ts';
import { suggestDomain } from '../../../contract/typo-in-domain.ts';
import { deriveUsername, parseUsername } from '../../../contract/username.ts';
import type { Tx } from '../../platform/database.ts';
import { findAlike } from './find-alike.ts';
import { findTaken } from './find-taken.ts';
import { freeUsernames } from './free-usernames.ts';

interface Reason {
  readonly code: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

export interface Verdict {
  readonly state: 'available' | 'taken' | 'invalid';
  /** Of a name that is free: whose it is easily taken for. */
  readonly reason?: Reason;
  readonly suggestions?: readonly string[];
}

export interface Availability {
  readonly email?: Verdict;
  readonly username?: Verdict;
  /** Free, for a valid email. */
  readonly derivedUsername?: string;
  /** Whose that is easily taken for. */
  readonly derivedReason?: Reason;
}

const suggestions = 3;

export interface Asked {
  readonly email?: string | undefined;
  readonly username?: string | undefined;
}

/**
 * Advice while people type, for each of what is asked, in its order: two look-ups for all of them, asked at once, a third
 * one only where a name is taken. The registration and its constraints decide.
 */
export async function checkAvailability(tx: Tx, asked: readonly Asked[]): Promise<Availability[]> {
  const parsed = asked.map(parse);
  const names = new Set(
    parsed.flatMap(({ username, derived }) => [username?.ok ? username.canonical : [], derived ?? []].flat()),
  );
  const [taken, alike] = await Promise.all([
    findTaken(
      tx,
      parsed.flatMap(({ email }) => (email?.ok ? [email.canonical] : [])),
      [...names],
    ),
    findAlike(
      tx,
      parsed.flatMap(({ username, derived }) =>
        [username?.ok ? username.username : [], derived ?? []].flat(),
      ),
    ),
  ]);
  const free = await freeUsernames(tx, names.intersection(taken.usernames), suggestions);
  return parsed.map(({ email, username, derived }) => ({
    ...(email && { email: emailVerdict(email, taken.emails) }),
    ...(username && { username: usernameVerdict(username, { taken: taken.usernames, free, alike }) }),
    ...(derived && derivedVerdict(derived, { taken: taken.usernames, free, alike })),
  }));
}

interface Known {
  readonly taken: ReadonlySet<string>;
  readonly free: ReadonlyMap<string, readonly string[]>;
  readonly alike: ReadonlyMap<string, string>;
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

function usernameVerdict(username: ReturnType<typeof parseUsername>, { taken, free, alike }: Known): Verdict {
  if (!username.ok) return invalid('username', username);
  if (!taken.has(username.canonical)) return { state: 'available', ...hintOf(alike.get(username.username)) };
  return {
    state: 'taken',
    reason: { code: 'account.username_taken' },
    suggestions: free.get(username.canonical) ?? [],
  };
}

function derivedVerdict(derived: string, { taken, free, alike }: Known) {
  if (taken.has(derived)) return { derivedUsername: free.get(derived)?.[0] ?? derived };
  const { reason } = hintOf(alike.get(derived));
  return { derivedUsername: derived, ...(reason && { derivedReason: reason }) };
}

/** Advice, not a refusal: Mamie and Marnie are two people (T16). */
function hintOf(name: string | undefined): { readonly reason?: Reason } {
  return name === undefined ? {} : { reason: { code: 'account.username_alike', values: { name } } };
}

function invalid(
  kind: 'email' | 'username',
  { reason, values }: { reason: string; values?: Readonly<Record<string, number>> },
): Verdict {
  return { state: 'invalid', reason: { code: `${kind}.${reason}`, ...(values && { values }) } };
}
