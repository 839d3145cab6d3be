import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { registerPerson } from '../../contract/registration.ts';
import { signIn } from '../../contract/sessions.ts';
import { askDatabase } from '../support/ask-database.ts';
import { brokenInvariants } from '../support/broken-invariants.ts';
import { callerAt } from '../support/caller-at.ts';
import type { Caller } from '../support/caller-at.ts';
import { foundBy } from '../support/found-by.ts';
import { freePort } from '../support/free-port.ts';
import { outcomeOf } from '../support/outcome-of.ts';
import { longestTest, rounds } from '../support/rounds.ts';
import type { Program } from '../support/start-program.ts';
import { startRoundRobin } from '../support/start-round-robin.ts';
import type { RoundRobin } from '../support/start-round-robin.ts';
import { startServer } from '../support/start-server.ts';
import { createTestDatabase } from '../support/test-database.ts';
import type { TestDatabase } from '../support/test-database.ts';
import { goodPassword } from '../support/test-foyer.ts';

// F9.
const longestStop = 10_000;
const callers = 8;

let database: TestDatabase;
let proxy: RoundRobin;
let ports: number[];
let servers: Program[];
let founder: Caller;

beforeEach(async () => {
  database = await createTestDatabase();
  ports = [await freePort(), await freePort()];
  proxy = await startRoundRobin(ports);
  servers = [];
  for (const port of ports) servers.push(await start(port));
  founder = callerAt(proxy.origin);
  await foundBy(servers[0] as Program, founder);
});
afterEach(async () => {
  for (const server of servers) {
    server.process.kill('SIGKILL');
    await server.exit;
  }
  await proxy.stop();
  await database.drop();
});

async function start(port: number): Promise<Program> {
  const server = await startServer(database, { PORT: String(port), PUBLIC_URL: proxy.origin });
  await server.untilReady();
  return server;
}

/** Registers people, and signs in slowly enough to be in the middle of it, until told to stop. */
async function load(number: number, until: AbortSignal, acknowledged: string[]): Promise<unknown[]> {
  const failed: unknown[] = [];
  for (let person = 0; !until.aborted; person++) {
    const email = `person${number}.${person}@acme.example`;
    const body = { account: { email }, delivery: { channel: 'email' } } as const;
    const outcome = await outcomeOf(founder.call(registerPerson, { body }));
    if (outcome.kind === 'done') acknowledged.push(email);
    else failed.push(outcome);
    if (person % 5 !== 0) continue;
    const credentials = { organization: 'acme', login: 'founder', password: goodPassword };
    const signedIn = await outcomeOf(callerAt(proxy.origin).call(signIn, { body: credentials }));
    if (signedIn.kind !== 'done') failed.push(signedIn);
  }
  return failed;
}

test(
  'two servers restarted one after the other under load: no request fails, and each stop is quick and clean',
  async () => {
    const acknowledged: string[] = [];
    const stop = new AbortController();
    const loads = Array.from({ length: callers }, (_, number) => load(number, stop.signal, acknowledged));
    await sleep(500);
    for (const round of rounds(1, 10)) {
      for (const [index, port] of ports.entries()) {
        const leaving = servers[index] as Program;
        const begin = performance.now();
        leaving.process.kill('SIGTERM');
        expect(await leaving.exit, `in round ${round}`).toBe(0);
        expect(performance.now() - begin).toBeLessThan(longestStop);
        expect(leaving.output().stderr).toBe('');
        servers[index] = await start(port);
      }
    }
    stop.abort();
    expect((await Promise.all(loads)).flat()).toEqual([]);

    expect(proxy.retried()).toBeGreaterThan(0);
    const present = await askDatabase({ database }, `select email from account where username <> 'founder'`);
    expect(present.map(({ email }) => email).toSorted()).toEqual(acknowledged.toSorted());
    expect(await brokenInvariants(database.superuser)).toEqual({});
  },
  longestTest,
);
