import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { createPasswordHasher } from '../server/features/sessions/password-hash.ts';
import { askAs } from './ask-as.ts';
import { benchPassword } from './bench-password.ts';
import { repeat } from './figure.ts';
import type { Figure } from './figure.ts';
import { median } from './percentile.ts';
import { putLoad } from './put-load.ts';
import { seedAccounts } from './seed-accounts.ts';
import { found, makeDataFolder, startFoyer } from './start-foyer.ts';
import type { BenchFoyer } from './start-foyer.ts';

const people = 1000;
const signIns = 600;

/**
 * Signing in over HTTP against the bare password hash on the same cores, turn by turn; and what other pages take
 * while everybody signs in.
 */
export async function signIn(): Promise<Figure> {
  const foyer = await startFoyer(makeDataFolder());
  try {
    const { cookie } = await found(foyer);
    await seedMembers(foyer.data);
    await putLoad({ ...everybody(foyer, cookie), requests: 100 });
    const results = await repeat(() => compare(foyer, cookie));
    const share = median(results.map(({ signedIn, bare }) => signedIn.perSecond / bare));
    const otherPagesP95Ms = median(results.map(({ pages }) => pages.p95Ms));
    return {
      promise:
        'sign-in over HTTP: at least 90 % of the rate of the bare hash; other pages meanwhile p95 at most 250 ms',
      holds: share.median >= 0.9 && otherPagesP95Ms.median <= 250,
      measured: {
        share,
        perSecond: median(results.map(({ signedIn }) => signedIn.perSecond)),
        barePerSecond: median(results.map(({ bare }) => bare)),
        signInP95Ms: median(results.map(({ signedIn }) => signedIn.p95Ms)),
        otherPagesP95Ms,
        statuses: results.map(({ signedIn, pages }) => ({
          signIn: signedIn.statuses,
          pages: pages.statuses,
        })),
      },
    };
  } finally {
    await foyer.stop();
  }
}

async function compare(foyer: BenchFoyer, cookie: string) {
  const bare = await bareHashes();
  const signedIn = await putLoad(everybody(foyer, cookie));
  // Apart from the rate: who looks at pages meanwhile takes some of the cores.
  const home = {
    ...everybody(foyer, cookie),
    kind: 'home',
    parallel: 5,
    requests: 200,
    pauseMs: 100,
  } as const;
  const [pages] = await Promise.all([putLoad(home), putLoad(everybody(foyer, cookie))]);
  return { bare, signedIn, pages };
}

const everybody = ({ origin }: BenchFoyer, cookie: string) =>
  ({ origin, cookie, kind: 'signIn', parallel: 10, requests: signIns, run: '' }) as const;

/** @returns verifications a second of a process that does nothing else, as many at once as there are cores */
async function bareHashes(): Promise<number> {
  const node = path.join(path.dirname(import.meta.dirname), 'node_modules', '.bin', 'node');
  const { stdout } = await promisify(execFile)(node, [
    path.join(import.meta.dirname, 'bare-hashes.ts'),
    String(signIns),
  ]);
  return Number(stdout);
}

/** Active accounts `person.1` … that all have the same password. */
async function seedMembers(data: string): Promise<void> {
  const organizationId = await seedAccounts(data, people);
  const hash = await createPasswordHasher({ cores: 1, maxWaitMs: 1000 }).hash(benchPassword);
  await askAs('superuser', data, async (client) => {
    await client.query(
      `update account set state = 'active', activated_at = now() where username like 'person.%'`,
    );
    await client.query(
      `insert into password (organization_id, account_id, hash)
       select organization_id, id, $2 from account where organization_id = $1 and username like 'person.%'`,
      [organizationId, hash],
    );
    await client.query('vacuum analyze account, password');
  });
}
