import { parsedText, type Parsed } from './parsed-text.ts';
import { transliterate, trimSeparators } from './transliterate.ts';

/** Why a username is refused. Texts: `username.<reason>` in `locales/<language>/errors.json`. */
export const usernameProblems = ['empty', 'at_sign', 'too_short', 'too_long', 'characters', 'edges'] as const;
export type UsernameProblem = (typeof usernameProblems)[number];

export const usernameLimits = { shortest: 3, longest: 64 } as const;

const longestInput = 1000;

export type ParsedUsername =
  | {
      readonly ok: true;
      /** As typed, without outer blanks. */
      readonly username: string;
      /** In lower case: what is compared and unique. Idempotent. */
      readonly canonical: string;
    }
  | {
      readonly ok: false;
      readonly reason: UsernameProblem;
      readonly values?: Readonly<Record<string, number>>;
    };

/**
 * A name to sign in with: 3–64 of `a-z A-Z 0-9 . _ -`, a letter or digit at both ends. Never an `@`, so that no name
 * is another's address (T45); ASCII only and never mapped, so that case is all that two spellings can differ in (T15).
 */
export function parseUsername(input: string): ParsedUsername {
  const { shortest, longest } = usernameLimits;
  if (input.length > longestInput) return { ok: false, reason: 'too_long', values: { maximum: longest } };
  const username = input.trim();
  if (username === '') return { ok: false, reason: 'empty' };
  if (username.includes('@')) return { ok: false, reason: 'at_sign' };
  if (!/^[a-zA-Z0-9._-]+$/.test(username)) return { ok: false, reason: 'characters' };
  if (username.length < shortest) return { ok: false, reason: 'too_short', values: { minimum: shortest } };
  if (username.length > longest) return { ok: false, reason: 'too_long', values: { maximum: longest } };
  if (/^[._-]|[._-]$/.test(username)) return { ok: false, reason: 'edges' };
  return { ok: true, username, canonical: username.toLowerCase() };
}

/** A username in a request: the output is the name as it is stored. */
export const usernameSchema = parsedText('username', (input): Parsed<UsernameProblem> => {
  const parsed = parseUsername(input);
  return parsed.ok ? { ok: true, value: parsed.username } : parsed;
});

/**
 * The username for an address, valid and in lower case for any input, half an address included: the part before `@`
 * without `+tag`, transliterated. Shorter than three characters it is filled from the domain: `a@x.org` → `a.x-org`.
 * Whether it is free is asked elsewhere; then `numberedUsername`.
 */
export function deriveUsername(email: string): string {
  const [localPart = '', domain = ''] = email.slice(0, longestInput).split('@', 2);
  const name = cut(transliterate(localPart.replace(/(?!^)\+.*/s, '')));
  if (name.length >= usernameLimits.shortest) return name;
  const filling = transliterate(domain).replaceAll('.', '-');
  const filled = cut(name && filling ? `${name}.${filling}` : name || filling);
  return filled.padEnd(usernameLimits.shortest, 'x');
}

/**
 * The n-th variant of a valid username, n from 2: `anna.rossi2`. A name that ends in a digit gets a hyphen before
 * the number (`anna1` → `anna1-2`). The end of a long name gives way to it.
 */
export function numberedUsername(base: string, n: number): string {
  const suffix = /\d$/.test(base) ? `-${n}` : `${n}`;
  const room = usernameLimits.longest - suffix.length;
  return base.slice(0, room).replace(/[._-]$/, '') + suffix;
}

function cut(name: string): string {
  return trimSeparators(name.slice(0, usernameLimits.longest));
}
