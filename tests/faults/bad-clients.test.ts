import fs from 'node:fs';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { listImports, startImport } from '../../contract/imports.ts';
import { getSession } from '../../contract/sessions.ts';
import { askDatabase } from '../support/ask-database.ts';
import { callerAt } from '../support/caller-at.ts';
import type { Caller } from '../support/caller-at.ts';
import { foundBy } from '../support/found-by.ts';
import { isFull, longestTest } from '../support/rounds.ts';
import type { Program } from '../support/start-program.ts';
import { startServer } from '../support/start-server.ts';
import { createTestDatabase } from '../support/test-database.ts';
import type { TestDatabase } from '../support/test-database.ts';

// F25: clients that vanish, that drip, that say nothing.

let database: TestDatabase;
let program: Program;
let founder: Caller;
beforeAll(async () => {
  database = await createTestDatabase();
  // A heap that can't take in what would be left of each: the process would end.
  program = await startServer(database, { NODE_OPTIONS: '--max-old-space-size=160' });
  await program.untilReady();
  founder = callerAt(program.address);
  await foundBy(program, founder);
  // What a server at work holds: code that was run, connections of its pool.
  for (let i = 0; i < 5; i++) await founder.call(startImport, { file: people(2000, `warm${i}`) });
});
afterAll(async () => {
  program.process.kill('SIGKILL');
  await program.exit;
  await database.drop();
});

const people = (count: number, name: string) =>
  new Blob([`email\n${Array.from({ length: count }, (_, n) => `${name}.${n}@acme.example`).join('\n')}\n`], {
    type: 'text/csv',
  });

async function connect(): Promise<net.Socket> {
  const socket = net.connect(Number(new URL(program.address).port), '127.0.0.1');
  // It ends as the test wants it, or as the server does.
  socket.on('error', () => {});
  socket.resume();
  await new Promise((resolve) => socket.once('connect', resolve));
  onTestFinished(() => {
    socket.destroy();
  });
  return socket;
}

/** An upload of 100 MB whose body is yet to come. */
async function beginUpload(): Promise<net.Socket> {
  const socket = await connect();
  socket.write(
    [
      'POST /api/v1/imports HTTP/1.1',
      `Host: ${new URL(program.address).host}`,
      `Origin: ${program.address}`,
      `Cookie: ${founder.cookie()}`,
      'Content-Type: text/csv',
      'Content-Length: 100000000',
      '',
      'email',
      '',
    ].join('\r\n'),
  );
  return socket;
}

const many = async (count: number, make: () => Promise<net.Socket>) =>
  Promise.all(Array.from({ length: count }, make));

interface Held {
  readonly mebibytes: number;
  readonly handles: number;
}

function held(): Held {
  const { pid } = program.process;
  const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
  const kibibytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
  return { mebibytes: kibibytes / 1024, handles: fs.readdirSync(`/proc/${pid}/fd`).length };
}

async function atRest(): Promise<Held> {
  await vi.waitUntil(async () => (await reading()) === 0, { timeout: 30_000, interval: 200 });
  await sleep(1000);
  return held();
}

async function reading(): Promise<number> {
  const [row] = await askDatabase<{ n: number }>(
    { database },
    `select count(*)::int as n from import where state in ('reading', 'planning')`,
  );
  return row?.n ?? 0;
}

/** Milliseconds that the slowest of some ordinary requests took. */
async function slowest(): Promise<number> {
  let longest = 0;
  for (let i = 0; i < 10; i++) {
    const begin = performance.now();
    await founder.call(getSession);
    await founder.call(listImports);
    longest = Math.max(longest, performance.now() - begin);
  }
  return longest;
}

/** What the collector has not come to yet stands in the memory, too. */
const flat = { mebibytes: 128, handles: 8 };
/** While twenty files or more are read at once: a few thousand rows of each are in memory. */
const crowded = 192;

/** While they are there others are served, in flat memory. @returns how many imports they left at work */
async function survives(clients: () => Promise<readonly net.Socket[]>): Promise<number> {
  const before = await atRest();
  const sockets = await clients();
  expect(await slowest()).toBeLessThan(10_000);
  expect(held().mebibytes - before.mebibytes).toBeLessThan(crowded);
  for (const socket of sockets) socket.destroy();
  await vi.waitUntil(() => held().handles <= before.handles + flat.handles, {
    timeout: 30_000,
    interval: 200,
  });
  const after = await atRest();
  expect(after.mebibytes - before.mebibytes).toBeLessThan(flat.mebibytes);
  return reading();
}

test(
  'clients that vanish in the middle of an upload leave nothing behind',
  async () => {
    const imports = async () => (await founder.call(listImports)).total;
    const before = await imports();
    const rows = Buffer.from('somebody@vanishes.example\n'.repeat(10_000));
    const round = async () => {
      const sockets = await many(isFull ? 20 : 10, beginUpload);
      for (const socket of sockets) socket.write(rows);
      await sleep(300);
      for (const socket of sockets) socket.destroy();
    };
    // The heap grows to what such a crowd needs, once.
    await round();
    await atRest();
    const left = await survives(async () => {
      for (let done = 0; done < (isFull ? 20 : 2); done++) await round();
      return [];
    });
    expect(left).toBe(0);
    expect(await imports()).toBe(before);
  },
  longestTest,
);

test(
  'uploads that stop half-way keep no rows in memory',
  async () => {
    // Wide, and fewer than are written at once while nobody else uploads.
    const rows = Buffer.from(`somebody@stops.example,${'x'.repeat(4000)}\n`.repeat(4900));
    const left = await survives(async () => {
      const sockets = await many(isFull ? 40 : 12, beginUpload);
      await Promise.all(sockets.map((socket) => new Promise((sent) => socket.write(rows, sent))));
      return sockets;
    });
    expect(left).toBe(0);
  },
  longestTest,
);

test(
  'bodies that come a byte a second hold nobody up',
  async () => {
    const left = await survives(async () => {
      const sockets = await many(isFull ? 200 : 50, beginUpload);
      for (let second = 0; second < (isFull ? 30 : 4); second++) {
        for (const socket of sockets) socket.write('a');
        await sleep(1000);
      }
      return sockets;
    });
    expect(left).toBe(0);
  },
  longestTest,
);

test(
  'a thousand sockets that say nothing are let be, and shown out in the end',
  async () => {
    const left = await survives(async () => {
      const sockets = await many(1000, connect);
      if (!isFull) return sockets;
      await vi.waitUntil(() => sockets.every(({ closed }) => closed), { timeout: 150_000, interval: 1000 });
      return [];
    });
    expect(left).toBe(0);
  },
  longestTest,
);
