import { once } from 'node:events';
import http from 'node:http';
import { connect } from 'node:net';
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

// F9: behind a proxy that asks each server whether it is ready.
const longestStop = 10_000;
// As long as the proxy may ever need to notice; the test ends it once it has, as a second signal does.
const drainSeconds = 60;
const callers = 16;

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
  const server = await startServer(database, {
    PORT: String(port),
    PUBLIC_URL: proxy.origin,
    DRAIN_SECONDS: String(drainSeconds),
  });
  await server.untilReady();
  await proxy.until(port, 'in');
  return server;
}

const acknowledged: string[] = [];
const failed: unknown[] = [];

/** Asks once; @returns whether it was done. */
async function ask(call: () => Promise<unknown>): Promise<boolean> {
  const outcome = await outcomeOf(call());
  if (outcome.kind !== 'done') failed.push(outcome);
  return outcome.kind === 'done';
}

/** Registers people, and signs in slowly enough to be in the middle of it, until told to stop. */
async function load(number: number, until: AbortSignal): Promise<void> {
  for (let person = 0; !until.aborted; person++) {
    const email = `person${number}.${person}@acme.example`;
    const body = { account: { email }, delivery: { channel: 'email' } } as const;
    if (await ask(() => founder.call(registerPerson, { body }))) acknowledged.push(email);
    // One after the other: many at once with one login are slowed down, and rightly so.
    if (person % callers !== number) continue;
    const credentials = { organization: 'acme', login: 'founder', password: goodPassword };
    await ask(() => callerAt(proxy.origin).call(signIn, { body: credentials }));
  }
}

test(
  'two servers restarted one after the other under load: no request is lost or refused, and each stop is quick and clean',
  async () => {
    const stop = new AbortController();
    const loads = Array.from({ length: callers }, (_, number) => load(number, stop.signal));
    await sleep(500);
    for (const round of rounds(1, 10)) {
      for (const [index, port] of ports.entries()) {
        const leaving = servers[index] as Program;
        leaving.process.kill('SIGTERM');
        await proxy.until(port, 'out');
        const begin = performance.now();
        leaving.process.kill('SIGTERM');
        expect(await leaving.exit, `in round ${round}`).toBe(0);
        expect(performance.now() - begin).toBeLessThan(longestStop);
        expect(leaving.output().stderr).toBe('');
        servers[index] = await start(port);
      }
    }
    stop.abort();
    await Promise.all(loads);
    expect(failed).toEqual([]);
    const present = await askDatabase({ database }, `select email from account where username <> 'founder'`);
    expect(present.map(({ email }) => email).toSorted()).toEqual(acknowledged.toSorted());
    expect(await brokenInvariants(database.superuser)).toEqual({});
  },
  longestTest,
);

test('who is connected when a server stops and has not spoken yet is still answered', async () => {
  const [leaving, port] = [servers[0] as Program, ports[0] ?? 0];
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
  const ended = once(socket, 'close');
  await once(socket, 'connect');
  leaving.process.kill('SIGTERM');
  await proxy.until(port, 'out');
  leaving.process.kill('SIGTERM');
  await sleep(300);
  socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await ended;
  expect(heard).toMatch(/^HTTP\/1\.1 200 /);
  expect(heard).toMatch(/^connection: close\r$/im);
  expect(await leaving.exit).toBe(0);
});

test('a server that drains says so, serves on, and lets go of kept connections', async () => {
  const leaving = servers[0] as Program;
  const agent = new http.Agent({ keepAlive: true });
  const look = (path: string) =>
    new Promise<{ status: number | undefined; connection: string | undefined }>((resolve, reject) => {
      const request = http.get(
        leaving.address.replace('localhost', '127.0.0.1') + path,
        { agent },
        (answer) => {
          answer
            .resume()
            .on('end', () => resolve({ status: answer.statusCode, connection: answer.headers.connection }));
        },
      );
      request.on('error', reject);
    });
  expect(await look('/healthz')).toEqual({ status: 200, connection: 'keep-alive' });
  leaving.process.kill('SIGTERM');
  await expect.poll(() => look('/readyz')).toEqual({ status: 503, connection: 'close' });
  expect(await look('/healthz')).toEqual({ status: 200, connection: 'close' });
  const begin = performance.now();
  // Ctrl-C twice, as somebody does who has no proxy.
  leaving.process.kill('SIGINT');
  expect(await leaving.exit).toBe(0);
  expect(performance.now() - begin).toBeLessThan(longestStop);
});
