import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export interface Postmaster {
  readonly pid: number;
  readonly socketDirectory: string;
}

/** The PostgreSQL server that runs on a data directory now, whoever started it. */
export function findPostmaster(directory: string): Postmaster | undefined {
  // Lines of postmaster.pid: pid, data directory, start time, port, socket directory, …
  const [pid, , , , socketDirectory] = readLines(path.join(directory, 'postmaster.pid'));
  if (!isPostmaster(Number(pid), directory)) return undefined;
  return { pid: Number(pid), socketDirectory: socketDirectory ?? '' };
}

/** The pid in the first line of one of PostgreSQL's lock files; 0 when there is none. */
export function pidIn(lockFile: string): number {
  return Number(readLines(lockFile)[0] ?? 0);
}

/**
 * False also for a zombie and for a foreign process that got a dead server's pid (containers reuse pids soon):
 * PostgreSQL itself takes both for a living server and refuses to start.
 */
export function isPostmaster(pid: number, directory: string): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  const command = commandLine(pid);
  return command.includes('postgres') && command.includes(directory);
}

function commandLine(pid: number): string {
  if (process.platform === 'linux') return readLines(`/proc/${pid}/cmdline`).join('\n');
  const { stdout } = spawnSync('ps', ['-o', 'stat=,command=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.startsWith('Z') ? '' : stdout;
}

function readLines(file: string): string[] {
  try {
    return fs.readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
