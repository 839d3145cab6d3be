import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type pg from 'pg';
import { askAs } from './ask-as.ts';

const run = promisify(execFile);

/** Exactly this, installed for the bench alone: no dependency of Foyer's. */
const packages = ['better-auth@1.7.25', 'pg@8.23.1'];

export type BetterAuthRate =
  | { readonly perSecond: number; readonly invited: number; readonly stored: number }
  /** Why there is none: the registry could not be reached, or the package did not run. */
  | { readonly missing: string };

/**
 * How many people better-auth's organization plugin invites in a second: `createInvitation`, ten at a time, in process,
 * in a database of its own on the same PostgreSQL.
 */
export async function inviteByBetterAuth(data: string, seconds: number): Promise<BetterAuthRate> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'better-auth-'));
  try {
    fs.writeFileSync(path.join(folder, 'package.json'), '{"private": true, "type": "module"}');
    const install = [
      'install',
      '--prefix',
      folder,
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      ...packages,
    ];
    await run('npm', install, { cwd: folder });
    const script = path.join(folder, 'invite.mjs');
    fs.copyFileSync(path.join(import.meta.dirname, 'invite-by-better-auth.mjs'), script);
    return await askAs('superuser', data, async (client, config) => {
      await client.query('create database better_auth');
      const theirs: pg.PoolConfig = { ...config, database: 'better_auth' };
      const { stdout } = await run(process.execPath, [script, JSON.stringify([theirs, seconds, 10])], {
        cwd: folder,
      });
      return JSON.parse(stdout) as BetterAuthRate;
    });
  } catch (error) {
    return { missing: String((error as { readonly stderr?: string }).stderr ?? error).slice(0, 500) };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
