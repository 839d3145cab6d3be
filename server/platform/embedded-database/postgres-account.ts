import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { ConfigError } from '../config-error.ts';

/** Under which account PostgreSQL runs: `wrap` is put before its command, `ids` are given to `spawn`. */
export interface PostgresAccount {
  readonly wrap: readonly string[];
  readonly ids?: { readonly uid: number; readonly gid: number };
}

/** In this user namespace root appears as `nobody`: no account is needed and no file changes its owner. */
const NAMESPACE = ['unshare', '--user', '--map-user=65534', '--map-group=65534'] as const;

/**
 * PostgreSQL refuses to run as root. Whoever owns an existing directory runs it; else root goes into a user
 * namespace, and where those are forbidden takes the account `postgres` or `nobody`, which then owns the directory.
 */
export function postgresAccount(directory: string): PostgresAccount {
  if (process.getuid?.() !== 0) return { wrap: [] };
  const existing = fs.statSync(directory, { throwIfNoEntry: false });
  if (existing !== undefined && existing.uid !== 0) {
    return { wrap: [], ids: { uid: existing.uid, gid: existing.gid } };
  }
  const [program, ...flags] = NAMESPACE;
  if (spawnSync(program, [...flags, 'true']).status === 0) return { wrap: NAMESPACE };
  const ids = idsOf('postgres') ?? idsOf('nobody');
  if (ids !== undefined) return { wrap: [], ids };
  throw new ConfigError(
    'The embedded database can not run as root here: start Foyer as another account, or set DATABASE_URL.',
  );
}

function idsOf(account: string): { uid: number; gid: number } | undefined {
  const ask = (flag: string) => Number(spawnSync('id', [flag, account], { encoding: 'utf8' }).stdout.trim());
  const [uid, gid] = [ask('-u'), ask('-g')];
  return uid > 0 && gid > 0 ? { uid, gid } : undefined;
}
