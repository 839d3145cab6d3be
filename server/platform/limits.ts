import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from './app-error.ts';
import { networkOf } from './network-of.ts';

export interface Limits {
  /**
   * Counts a try to sign in, before the password is looked at, so that many at once count all (P6): ten in 15
   * minutes for a login, then a growing wait; a hundred in a row; and a hundred in 15 minutes for a network.
   * @throws {AppError} too_many_requests
   */
  signInTried(ip: string, login: string): Promise<void>;
  /** The password was right, or the owner came back by mail. */
  signInSucceeded(ip: string, login: string): Promise<void>;
  /** Counts a call of a public route that costs something: mail, hashing. @throws {AppError} too_many_requests */
  publicCall(ip: string, kind: 'reset' | 'renew' | 'token' | 'password_check'): Promise<void>;
}

const quarterHour = 900;
const day = 86_400;

/** @param key keyed hashes stand in the table, never an address or a name. */
export function createLimits(pool: pg.Pool, key: Buffer): Limits {
  const limiter = (keyPrefix: string, points: number, duration: number) =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'rate_limit',
      tableCreated: true,
      keyPrefix,
      points,
      duration,
    });
  const perLogin = limiter('login', 10, quarterHour);
  const inARow = limiter('row', 100, 30 * day);
  const perNetwork = limiter('net', 100, quarterHour);
  const publicCalls = {
    reset: limiter('reset', 20, 3600),
    renew: limiter('renew', 20, 3600),
    token: limiter('token', 600, quarterHour),
    password_check: limiter('check', 600, quarterHour),
  };
  const hidden = (text: string) => createHmac('sha256', key).update(text).digest('base64url');

  return {
    async signInTried(ip, login) {
      await consume(perNetwork, hidden(networkOf(ip)));
      await consume(inARow, hidden(login));
      await consumeWithGrowingDelay(perLogin, hidden(login));
    },
    async signInSucceeded(ip, login) {
      const counted = hidden(login);
      await Promise.all([
        perLogin.delete(counted),
        inARow.delete(counted),
        perNetwork.reward(hidden(networkOf(ip)), 1),
      ]);
    },
    publicCall: (ip, kind) => consume(publicCalls[kind], hidden(networkOf(ip))),
  };
}

async function consume(limiter: RateLimiterPostgres, key: string): Promise<void> {
  const retryAfter = await waitOf(() => limiter.consume(key));
  if (retryAfter > 0) throw new AppError('too_many_requests', { retryAfter });
}

/** Beyond the limit each further try doubles the wait, from one second up to a quarter of an hour. */
async function consumeWithGrowingDelay(limiter: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const beyond = error.consumedPoints - limiter.points;
    const retryAfter = Math.min(2 ** Math.max(0, beyond - 1), quarterHour);
    await limiter.block(key, retryAfter);
    throw new AppError('too_many_requests', { retryAfter });
  }
}

/** Whole seconds until another try counts, 0 if this one did. */
async function waitOf(take: () => Promise<RateLimiterRes>): Promise<number> {
  try {
    await take();
    return 0;
  } catch (error) {
    if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    throw error;
  }
}
