import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { postgresAccount } from '../../server/platform/embedded-database/postgres-account.ts';
import { freePort } from './free-port.ts';

/** A PostgreSQL that somebody else installed and runs, reached by password over TCP. */
export interface OwnPostgresql {
  /** Address of a role's connection; each role's password is its name. */
  readonly addressOf: (role: string, database: string) => string;
  readonly program: (name: string) => string;
  stop(): Promise<void>;
}

const SUPERUSER = 'postgres';

/** The folder of the newest one that the system has; `undefined` when it has none. */
export function findOwnPostgresql(): string | undefined {
  const root = '/usr/lib/postgresql';
  if (!fs.existsSync(root)) return undefined;
  const folders = fs.readdirSync(root).toSorted((a, b) => Number(b) - Number(a));
  return folders
    .map((version) => path.join(root, version, 'bin'))
    .find((bin) => fs.existsSync(path.join(bin, 'initdb')));
}

export async function startOwnPostgresql(bin: string): Promise<OwnPostgresql> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-own-'));
  const { wrap, ids } = postgresAccount(folder);
  if (ids !== undefined) fs.chownSync(folder, ids.uid, ids.gid);
  const data = path.join(folder, 'data');
  const passwordFile = path.join(folder, 'password');
  fs.writeFileSync(passwordFile, SUPERUSER);
  const options = { cwd: '/', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' }, ...ids };
  const command = (name: string, args: readonly string[]): [string, string[]] => {
    const [first = '', ...rest] = [...wrap, path.join(bin, name), ...args];
    return [first, rest];
  };

  const made = spawnSync(
    ...command('initdb', [
      '-D',
      data,
      '-U',
      SUPERUSER,
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--no-sync',
    ]),
    { ...options, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(made.stderr);
  const port = await freePort();
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off', '-p', String(port), '-k', folder];
  const server = spawn(...command('postgres', ['-D', data, ...settings]), { ...options, stdio: 'ignore' });
  const addressOf = (role: string, database: string) =>
    `postgres://${role}:${role}@127.0.0.1:${port}/${database}`;
  await untilItAnswers(addressOf(SUPERUSER, 'postgres'));
  return {
    addressOf,
    program: (name) => path.join(bin, name),
    stop: async () => {
      server.kill('SIGINT');
      await once(server, 'exit');
      fs.rmSync(folder, { recursive: true });
    },
  };
}

async function untilItAnswers(address: string): Promise<void> {
  for (const deadline = Date.now() + 20_000; ; await sleep(50)) {
    const client = new pg.Client(address);
    try {
      await client.connect();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
