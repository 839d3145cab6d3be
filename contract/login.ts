import { parseEmailAddress } from './email-address.ts';
import { parseUsername } from './username.ts';

/** What someone signs in with, in the form that accounts are found by. */
export interface Login {
  readonly kind: 'email' | 'username';
  readonly canonical: string;
}

/**
 * Reads an email or a username: with an `@` it is an address, since no username has one (T45). Undefined for what
 * can be neither; the answer must then be that of an account that doesn't exist, and take as long (P11).
 */
export function parseLogin(input: string): Login | undefined {
  if (input.includes('@')) {
    const address = parseEmailAddress(input);
    return address.ok ? { kind: 'email', canonical: address.canonical } : undefined;
  }
  const username = parseUsername(input);
  return username.ok ? { kind: 'username', canonical: username.canonical } : undefined;
}
