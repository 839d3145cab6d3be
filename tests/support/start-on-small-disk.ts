import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { startProgram } from './start-program.ts';
import type { Program } from './start-program.ts';

/** A program whose data folder lies on a disk of its own, which can be filled and emptied. */
export interface OnSmallDisk {
  readonly program: Program;
  /** Leaves no byte for anybody. */
  fill(): void;
  makeRoom(): void;
  /** The disk as seen from outside its mount namespace. */
  readonly folder: string;
}

/** Whether we may mount a disk in a namespace of our own; no right on the machine is needed where that is allowed. */
export const canMount =
  spawnSync('unshare', ['--map-root-user', '--mount', 'mount', '-t', 'tmpfs', 'x', '/mnt']).status === 0;

const block = 1_048_576;

/** @param mountPoint an existing folder; @param megabytes enough for PostgreSQL, which takes about 100 */
export function startOnSmallDisk(
  mountPoint: string,
  megabytes: number,
  env: { readonly PORT: string } & Readonly<Record<string, string>>,
): OnSmallDisk {
  const mount = `mount -t tmpfs -o size=${megabytes}m,mode=755 small "$1" && shift && exec "$@"`;
  const within = ['unshare', '--map-root-user', '--mount', 'sh', '-c', mount, 'sh', mountPoint];
  const program = startProgram({ ...env, FOYER_DATA: path.join(mountPoint, 'data') }, 'node', within);
  const folder = `/proc/${program.process.pid}/root${mountPoint}`;
  const filler = path.join(folder, 'filler');
  return {
    program,
    folder,
    fill() {
      const file = fs.openSync(filler, 'w');
      for (let size = block; size >= 1;) {
        try {
          fs.writeSync(file, Buffer.alloc(size));
        } catch {
          size = size > 1 ? Math.floor(size / 16) : 0;
        }
      }
      fs.closeSync(file);
    },
    makeRoom: () => fs.rmSync(filler),
  };
}
