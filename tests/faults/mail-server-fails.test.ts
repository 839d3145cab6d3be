import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listInvitations } from '../../contract/invitations.ts';
import { joinOrganization } from '../../contract/join.ts';
import { registerPerson } from '../../contract/registration.ts';
import { askDatabase } from '../support/ask-database.ts';
import { brokenInvariants } from '../support/broken-invariants.ts';
import { callerAt } from '../support/caller-at.ts';
import type { Caller } from '../support/caller-at.ts';
import { foundBy } from '../support/found-by.ts';
import { freePort } from '../support/free-port.ts';
import { startMailRelay } from '../support/mail-relay.ts';
import { startMailServer } from '../support/mail-server.ts';
import type { MailServer } from '../support/mail-server.ts';
import { isFull, longestTest } from '../support/rounds.ts';
import type { Program } from '../support/start-program.ts';
import { startServer } from '../support/start-server.ts';
import { createTestDatabase } from '../support/test-database.ts';
import type { TestDatabase } from '../support/test-database.ts';
import { goodPassword } from '../support/test-foyer.ts';

// A request that waited for the mail server would take its time limits: ten seconds and more.
const fast = 2000;
// Longest promised wait between the return of the mail server and the last mail (F5), in seconds.
const longestWait = 15 * 60;
const people = isFull ? 300 : 12;

let database: TestDatabase;
let programs: Program[];
let founder: Caller;
beforeEach(async () => {
  database = await createTestDatabase();
  programs = [];
});
afterEach(async () => {
  for (const program of programs) {
    program.process.kill('SIGTERM');
    expect(await program.exit).toBe(0);
  }
  await database.drop();
});

async function serve(smtpUrl: string): Promise<void> {
  const server = await startServer(database, { SMTP_URL: smtpUrl });
  programs.push(server);
  await server.untilReady();
  founder = callerAt(server.address);
  await foundBy(server, founder);
}

/** Registers people by mail and looks at a page after each; @returns the slowest of it, in milliseconds. */
async function invite(group: string, count: number): Promise<number> {
  let slowest = 0;
  for (let number = 0; number < count; number++) {
    const begin = performance.now();
    const body = {
      account: { email: `${group}${number}@acme.example` },
      delivery: { channel: 'email' },
    } as const;
    await founder.call(registerPerson, { body });
    await founder.call(listInvitations, { query: {} });
    slowest = Math.max(slowest, performance.now() - begin);
  }
  return slowest;
}

/** The waits between tries are made for real outages: the test lets them pass. */
async function letWaitsPass(): Promise<void> {
  await askDatabase(
    { database },
    `update pgboss.job set start_after = now() where name = 'deliver-mail' and state = 'retry'`,
  );
}

async function mailsBy(condition: string): Promise<number> {
  const [row] = await askDatabase<{ found: number }>(
    { database },
    `select count(*)::int as found from mail where ${condition}`,
  );
  return row?.found ?? 0;
}

async function untilAllMails(condition: string): Promise<void> {
  await vi.waitFor(
    async () => {
      await letWaitsPass();
      expect(await mailsBy(`not (${condition})`)).toBe(0);
    },
    { timeout: longestTest / 2, interval: 200 },
  );
}

/** Takes connections and never says a word. */
async function startSilentServer(port: number): Promise<{ stop(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function timesReceived({ mails }: MailServer): Map<string, number> {
  const times = new Map<string, number>();
  for (const { to } of mails) times.set(to, (times.get(to) ?? 0) + 1);
  return times;
}

test(
  'pages stay fast while the mail server is down, silent or puts off; after its return each mail is sent once',
  async () => {
    const port = await freePort();
    await serve(`smtp://127.0.0.1:${port}`);

    expect(await invite('down', people)).toBeLessThan(fast);
    await untilAllMails('attempts > 0');

    const silent = await startSilentServer(port);
    await letWaitsPass();
    expect(await invite('silent', people)).toBeLessThan(fast);
    await silent.stop();

    const mailServer = await startMailServer(port);
    mailServer.refuse(() => ({
      at: 'recipient',
      code: 451,
      text: '4.7.1 Greylisted, please try again later',
    }));
    expect(await invite('later', people)).toBeLessThan(fast);
    await untilAllMails(`response like '451%'`);
    expect(mailServer.mails).toEqual([]);
    expect(await mailsBy(`state not in ('queued', 'sending')`)).toBe(0);

    mailServer.refuse(() => undefined);
    await untilAllMails(`state = 'sent'`);
    const times = timesReceived(mailServer);
    expect(times.size).toBe(3 * people);
    expect([...times.values()].filter((count) => count !== 1)).toEqual([]);
    expect(await brokenInvariants(database.superuser)).toEqual({});
    await mailServer.stop();
  },
  longestTest,
);

test('the wait between tries grows, and never beyond what is promised for the return of the mail server', async () => {
  await serve(`smtp://127.0.0.1:${await freePort()}`);
  await invite('down', 1);
  const waits: number[] = [];
  for (const tries of [1, 4, 4000]) {
    await pretendTries(tries);
    waits.push(await waitAfter(tries));
  }
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(waits[0]).toBeLessThan(20);
  expect(waits[2]).toBeGreaterThan(300);
  expect(waits[2]).toBeLessThan(longestWait);
});

/** Once it waits for its next try: as if there had been so many, and the time had come. */
async function pretendTries(tries: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const moved = await askDatabase(
        { database },
        `update pgboss.job set retry_count = $1, start_after = now()
         where name = 'deliver-mail' and state = 'retry' returning id`,
        [tries],
      );
      expect(moved).toHaveLength(1);
    },
    { timeout: 10_000, interval: 50 },
  );
}

/** Seconds until the next try of the one mail, once it failed more often than `tries`. */
async function waitAfter(tries: number): Promise<number> {
  let seconds = 0;
  await vi.waitFor(
    async () => {
      const [job] = await askDatabase<{ seconds: number }>(
        { database },
        `select extract(epoch from start_after - now())::float8 as seconds from pgboss.job
         where name = 'deliver-mail' and state = 'retry' and retry_count > $1`,
        [tries],
      );
      expect(job).toBeDefined();
      seconds = job?.seconds ?? 0;
    },
    { timeout: 10_000, interval: 50 },
  );
  return seconds;
}

test(
  'a connection cut after the final dot loses no mail, doubles it at most once for each cut, under the same name and link',
  async () => {
    const mailServer = await startMailServer();
    const relay = await startMailRelay(mailServer.url);
    let cuts = 0;
    relay.afterDot(() => (cuts++ < people / 2 ? 'connection cut' : 'as it is'));
    await serve(relay.url);
    await invite('cut', people);
    await untilAllMails(`state = 'sent'`);

    const times = timesReceived(mailServer);
    expect(times.size).toBe(people);
    const doubled = [...times].flatMap(([to, count]) => (count > 1 ? [to] : []));
    expect(mailServer.mails.length - people).toBeGreaterThan(0);
    expect(mailServer.mails.length - people).toBeLessThanOrEqual(people / 2);
    for (const to of doubled) {
      const copies = mailServer.mails.filter((mail) => mail.to === to);
      expect(new Set(copies.map(({ messageId }) => messageId)).size).toBe(1);
    }
    const [first = ''] = doubled;
    const links = mailServer.mails.filter((mail) => mail.to === first).map((mail) => joinTokenIn(mail.links));
    expect(new Set(links).size).toBe(1);
    const joined = await callerAt(programs[0]?.address ?? '').call(joinOrganization, {
      body: { token: links.at(-1) ?? '', password: goodPassword },
    });
    expect(joined.account.email).toBe(first);
    expect(await brokenInvariants(database.superuser)).toEqual({});
    await relay.stop();
    await mailServer.stop();
  },
  longestTest,
);

function joinTokenIn(links: readonly string[]): string {
  return links.find((link) => link.includes('/join#'))?.split('#')[1] ?? '';
}
