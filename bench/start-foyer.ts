import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import packageJson from '../package.json' with { type: 'json' };
import { createClient } from '../contract/client.ts';
import { foundOrganization } from '../contract/organizations.ts';
import { benchPassword } from './bench-password.ts';
import { freePort } from '../tests/support/free-port.ts';
import { statusOf } from '../tests/support/start-program.ts';

/** Foyer as `npm start` starts it: the embedded database, fsync on, the runtime role, logs into a file. */
export interface BenchFoyer {
  readonly origin: string;
  readonly data: string;
  readonly pid: number;
  /** From the start of the command to the first 200 of `/readyz`. */
  readonly readyMs: number;
  stop(): Promise<void>;
}

const root = path.dirname(import.meta.dirname);
const bin = path.join(root, 'node_modules', '.bin');

/** Both run the script of package.json, `exec` and all; `npm` runs what comes before it too. */
const commands = {
  npm: ['npm', 'start'],
  node: ['sh', '-c', packageJson.scripts.start],
} as const;

export function makeDataFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-bench-'));
  // The database may run as another account than we.
  fs.chmodSync(folder, 0o755);
  return path.join(folder, 'data');
}

/** @param environment beside that of every bench, as `SMTP_URL` */
export async function startFoyer(
  data: string,
  by: keyof typeof commands = 'node',
  environment: Readonly<Record<string, string>> = {},
): Promise<BenchFoyer> {
  const port = String(await freePort());
  const origin = `http://localhost:${port}`;
  fs.mkdirSync(data, { recursive: true });
  const log = fs.openSync(logOf(data), 'w');
  const begin = performance.now();
  const [command, ...args] = commands[by];
  const child = spawn(command, args, {
    cwd: root,
    env: {
      PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}`,
      HOME: os.homedir(),
      PORT: port,
      FOYER_DATA: data,
      ...environment,
    },
    stdio: ['ignore', log, log],
  });
  fs.closeSync(log);
  const exit = once(child, 'exit');
  while ((await statusOf(`${origin}/readyz`)) !== 200) {
    if (child.exitCode !== null) throw new Error(fs.readFileSync(logOf(data), 'utf8'));
    await sleep(10);
  }
  const readyMs = performance.now() - begin;
  return {
    origin,
    data,
    pid: child.pid ?? 0,
    readyMs,
    stop: async () => {
      child.kill('SIGTERM');
      await exit;
      await untilSilent(origin);
    },
  };
}

/** npm ends before the program whose signal it handed on. */
async function untilSilent(origin: string): Promise<void> {
  while ((await statusOf(`${origin}/healthz`)) !== 0) await sleep(20);
}

const logOf = (data: string) => path.join(data, 'output.log');

export type Call = ReturnType<typeof createClient>;

/** The organization of the benches, founded by the printed link. @returns its founder */
export async function found({ origin, data }: BenchFoyer): Promise<{ call: Call; cookie: string }> {
  let cookie = '';
  const call = createClient(origin, async (input, init) => {
    const headers = { ...(init?.headers as Record<string, string>), origin, cookie };
    const response = await fetch(input, { ...init, headers });
    cookie = response.headers.getSetCookie()[0]?.split(';', 1)[0] ?? cookie;
    return response;
  });
  await call(foundOrganization, {
    body: {
      token: await printedToken(data),
      organization: { name: 'Bench', slug: 'bench' },
      founder: {
        email: 'founder@bench.example',
        username: 'founder',
        password: benchPassword,
      },
    },
  });
  return { call, cookie };
}

async function printedToken(data: string): Promise<string> {
  for (;;) {
    const token = /\/setup#(\S+)/.exec(fs.readFileSync(logOf(data), 'utf8'))?.[1];
    if (token !== undefined) return token;
    await sleep(10);
  }
}
