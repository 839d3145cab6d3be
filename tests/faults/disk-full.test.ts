import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { registerPerson } from '../../contract/registration.ts';
import { PORT } from '../../server/platform/embedded-database/launch-postmaster.ts';
import { SUPERUSER } from '../../server/platform/embedded-database/prepare-cluster.ts';
import { brokenInvariants } from '../support/broken-invariants.ts';
import { callerAt } from '../support/caller-at.ts';
import type { Caller } from '../support/caller-at.ts';
import { foundBy } from '../support/found-by.ts';
import { freePort } from '../support/free-port.ts';
import { outcomeOf } from '../support/outcome-of.ts';
import type { Outcome } from '../support/outcome-of.ts';
import { longestTest, rounds } from '../support/rounds.ts';
import { canMount, startOnSmallDisk } from '../support/start-on-small-disk.ts';
import type { OnSmallDisk } from '../support/start-on-small-disk.ts';

// F10, where a disk can be mounted in a namespace of our own.
const megabytes = 400;

describe.runIf(canMount)('a disk that is full', () => {
  let folder: string;
  let small: OnSmallDisk;
  let founder: Caller;
  let socketDirectory = '';

  beforeEach(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-full-'));
    fs.chmodSync(folder, 0o755);
    small = startOnSmallDisk(folder, megabytes, { PORT: String(await freePort()) });
    await small.program.untilReady();
    const pidFile = fs.readFileSync(path.join(small.folder, 'data/database/postmaster.pid'), 'utf8');
    socketDirectory = pidFile.split('\n')[4] ?? '';
    founder = callerAt(small.program.address);
    await foundBy(small.program, founder);
  });
  afterEach(async () => {
    small.program.process.kill('SIGTERM');
    await small.program.exit;
    fs.rmSync(folder, { recursive: true });
  });

  const acknowledged: string[] = [];
  const refused: Outcome<unknown>[] = [];
  let people = 0;

  async function register(): Promise<boolean> {
    const email = `p${people++}@acme.example`;
    // Long enough that not many are needed to want another page.
    const delivery = { channel: 'email', message: 'Welcome. '.repeat(100) } as const;
    const outcome = await outcomeOf(founder.call(registerPerson, { body: { account: { email }, delivery } }));
    if (outcome.kind === 'done') acknowledged.push(email);
    else refused.push(outcome);
    return outcome.kind === 'done';
  }

  const superuser = (): pg.PoolConfig => ({
    host: socketDirectory,
    port: PORT,
    user: SUPERUSER,
    database: 'foyer',
    ssl: false,
  });

  test(
    'refuses what it can not write to come back later, keeps what it acknowledged, and serves once there is room',
    async () => {
      for (const round of rounds(1, 10)) {
        for (let number = 0; number < 20; number += 1) expect(await register(), `round ${round}`).toBe(true);
        small.fill();
        // As long as there is room in what it had taken before, it may still write.
        const full = refused.length;
        for (
          const deadline = performance.now() + 30_000;
          refused.length < full + 20 && performance.now() < deadline;
        )
          await register();
        expect(refused.length).toBe(full + 20);
        small.makeRoom();
        const begin = performance.now();
        while (!(await register())) {
          expect(performance.now() - begin).toBeLessThan(15_000);
          await sleep(50);
        }
      }
      expect(small.program.process.exitCode).toBeNull();
      expect(
        refused.filter(
          (outcome) =>
            outcome.kind !== 'refused' || outcome.status !== 503 || !(Number(outcome.retryAfter) > 0),
        ),
      ).toEqual([]);
      const client = new pg.Client(superuser());
      await client.connect();
      const { rows } = await client.query<{ email: string }>('select email from account');
      await client.end();
      const present = new Set(rows.map(({ email }) => email));
      expect(acknowledged.filter((email) => !present.has(email))).toEqual([]);
      expect(await brokenInvariants(superuser())).toEqual({});
    },
    longestTest,
  );
});
