import { hash, parseOptions, verify } from '@node-rs/argon2';
import { AppError } from '../../platform/app-error.ts';
import { createTurnstile } from './turnstile.ts';

/** Argon2id as OWASP's Password Storage Cheat Sheet asks at least: 19 MiB, two passes, one lane (P4). */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;

/** `Algorithm.Argon2id`, written out: a const enum doesn't survive type stripping. */
const argon2id = 2;

/** More UTF-16 units than any password that was ever accepted, even decomposed. */
const longestInput = 2048;

export interface PasswordHasher {
  /** The PHC string, salt and parameters in it. */
  hash(password: string): Promise<string>;
  /** Whether this is the password of the stored hash. */
  verify(stored: string, password: string): Promise<boolean>;
  /** Whether the hash is weaker than what is made today: hash again while the password is at hand. */
  needsRehash(stored: string): boolean;
  /** Takes the time of `verify`, for accounts that don't exist or have no password (P11). Always false. */
  verifyNothing(): Promise<false>;
  /** How many passwords wait for their turn now. */
  waiting(): number;
}

/**
 * Hashes off the event loop, at most `cores` at a time, in the order of arrival. Passwords are brought to NFC first:
 * the same characters typed on another system are the same password.
 *
 * Every method that hashes throws `overloaded` when its turn hasn't come within `maxWaitMs`.
 */
export function createPasswordHasher(options: {
  readonly cores: number;
  readonly maxWaitMs: number;
}): PasswordHasher {
  const turnstile = createTurnstile({
    places: Math.max(1, options.cores),
    maxWaitMs: options.maxWaitMs,
    refusal: () => new AppError('overloaded', { retryAfter: 2 }),
  });

  async function check(stored: string, password: string): Promise<boolean> {
    return turnstile.run(() => verify(stored, password.slice(0, longestInput).normalize('NFC')));
  }

  return {
    hash: (password) =>
      turnstile.run(() => hash(password.normalize('NFC'), { ...parameters, algorithm: argon2id })),
    // The same work for what is too long to be right; its beginning alone must not be.
    verify: async (stored, password) => (await check(stored, password)) && password.length <= longestInput,
    needsRehash,
    waiting: turnstile.waiting,
    async verifyNothing() {
      await check(nobodysHash, '');
      return false;
    },
  };
}

function needsRehash(stored: string): boolean {
  const { memoryCost, timeCost, parallelism, outputLen, saltLen } = parseOptions(stored);
  return (
    !stored.startsWith('$argon2id$') ||
    memoryCost < parameters.memoryCost ||
    timeCost < parameters.timeCost ||
    parallelism < parameters.parallelism ||
    outputLen < parameters.outputLen ||
    saltLen < 16
  );
}

/** A hash with today's parameters that no password is known for: zeros, made of no password. */
const nobodysHash = [
  '',
  'argon2id',
  'v=19',
  `m=${parameters.memoryCost},t=${parameters.timeCost},p=${parameters.parallelism}`,
  Buffer.alloc(16).toString('base64').replaceAll('=', ''),
  Buffer.alloc(parameters.outputLen).toString('base64').replaceAll('=', ''),
].join('$');
