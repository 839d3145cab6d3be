import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from './app-error.ts';
import { countTries } from './count-tries.ts';
import type { Counted } from './count-tries.ts';
import type { Db, Tx } from './database.ts';
import { networkOf } from './network-of.ts';

/** In the counters of the network, the login, and the login's failures in a row: as far as none was full. */
export interface CountedTry {
  readonly login: string;
  readonly counted: readonly Counted[];
}

export interface Limits {
  /**
   * Counts a try to sign in, before the password is looked at, so that many at once count all (P6): ten in 15
   * minutes for a login, then one after each of ever longer waits; fifty in a row, because an account has two logins
   * and the two together have a hundred; and a hundred in 15 minutes for a network. `admitTry` says whether it may go on.
   */
  countTry(db: Db | Tx, ip: string, login: string): Promise<CountedTry>;
  /** @throws {AppError} too_many_requests */
  admitTry(tried: CountedTry): Promise<void>;
  /** The password was right, or the owner came back by mail. @param logins all that the account has */
  signInSucceeded(ip: string, logins: readonly string[]): Promise<void>;
  /**
   * Counts what makes the server speak to a mail server that Settings name: ten in ten minutes for an account.
   * @throws {AppError} too_many_requests
   */
  settingsTried(accountId: string): Promise<void>;
  /**
   * Counts a call of a public route that costs something whoever calls: mail, scoring. A whole office may stand
   * behind one address. Routes that take a link are not counted: 256 bits are not guessed, and their costly part
   * comes after the link was found genuine.
   * @throws {AppError} too_many_requests
   */
  publicCall(ip: string, kind: 'reset' | 'renew' | 'password_check'): Promise<void>;
  /**
   * Counts a key that opens nothing: a hundred in 15 minutes for a network. A right one from there still opens, since
   * 256 bits are not guessed; whoever tries costs less, and shows in the figures.
   * @throws {AppError} too_many_requests
   */
  wrongApiKey(ip: string): Promise<void>;
}

const quarterHour = 900;
const day = 86_400;

/** Tries for a login in a quarter of an hour that need not wait. */
const atOnce = 10;

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
  const perLogin = limiter('login', atOnce - 1, quarterHour);
  const turn = limiter('turn', 1, quarterHour);
  const turnsTaken = limiter('turns', Number.MAX_SAFE_INTEGER, quarterHour);
  const inARow = limiter('row', 50, 30 * day);
  const perNetwork = limiter('net', 100, quarterHour);
  const wrongKeys = limiter('key', 100, quarterHour);
  const publicCalls = {
    reset: limiter('reset', 100, 3600),
    renew: limiter('renew', 100, 3600),
    password_check: limiter('check', 2000, quarterHour),
  };
  const perSettings = limiter('settings', 10, 600);
  const hidden = (text: string) => createHmac('sha256', key).update(text).digest('base64url');

  const counterOf = (limit: RateLimiterPostgres, counted: string) => ({
    key: limit.getKey(counted),
    most: limit.points,
    lasts: limit.duration * 1000,
  });

  /** The tenth try and those after it: one at a time, a second apart, then two, four, up to a quarter of an hour. */
  async function takeTurn(login: string): Promise<void> {
    // Only tries that had their turn make the next wait longer, not those that were refused.
    const before = (await turnsTaken.get(login))?.consumedPoints ?? 0;
    const customDuration = Math.min(2 ** before, quarterHour);
    const retryAfter = await waitOf(() => turn.consume(login, 1, { customDuration }));
    if (retryAfter > 0) throw new AppError('too_many_requests', { retryAfter });
    await turnsTaken.consume(login);
  }

  return {
    async countTry(db, ip, name) {
      const login = hidden(name);
      const counters = [
        counterOf(perNetwork, hidden(networkOf(ip))),
        counterOf(perLogin, login),
        counterOf(inARow, login),
      ] as const;
      return { login, counted: await countTries(db, Date.now(), counters) };
    },
    async admitTry({ login, counted: [byNetwork, byLogin, row] }) {
      if (byNetwork) refuseTooMany(byNetwork);
      if (row) {
        refuseTooMany(row);
      } else if (byLogin) {
        await takeTurn(login);
        await consume(inARow, login);
      }
    },
    async signInSucceeded(ip, logins) {
      const forgotten = logins.flatMap((login) =>
        [perLogin, turn, turnsTaken, inARow].map((limit) => limit.getKey(hidden(login))),
      );
      // In one statement: every sign-in waits for it.
      await pool.query(
        `with forgotten as (delete from rate_limit where key = any($1))
         update rate_limit set points = greatest(points - 1, 0) where key = $2`,
        [forgotten, perNetwork.getKey(hidden(networkOf(ip)))],
      );
    },
    wrongApiKey: (ip) => consume(wrongKeys, hidden(networkOf(ip))),
    settingsTried: (accountId) => consume(perSettings, hidden(accountId)),
    publicCall: (ip, kind) => consume(publicCalls[kind], hidden(networkOf(ip))),
  };
}

function refuseTooMany({ isTooMany, endsIn }: Counted): void {
  if (isTooMany) throw new AppError('too_many_requests', { retryAfter: secondsOf(endsIn) });
}

const secondsOf = (milliseconds: number) => Math.max(1, Math.ceil(milliseconds / 1000));

async function consume(limiter: RateLimiterPostgres, key: string): Promise<void> {
  const retryAfter = await waitOf(() => limiter.consume(key));
  if (retryAfter > 0) throw new AppError('too_many_requests', { retryAfter });
}

/** Whole seconds until another try counts, 0 if this one did. */
async function waitOf(take: () => Promise<RateLimiterRes>): Promise<number> {
  try {
    await take();
    return 0;
  } catch (error) {
    if (error instanceof RateLimiterRes) return secondsOf(error.msBeforeNext);
    throw error;
  }
}
