import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { doOnce } from './do-once.mjs';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-once-'));
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true });
});

test('does the work of four processes once', async () => {
  const script = `
    const fs = require('node:fs');
    import(${JSON.stringify(new URL('do-once.mjs', import.meta.url).href)}).then(({ doOnce }) => doOnce({
      lockFile: 'lock',
      isDone: () => fs.existsSync('done'),
      work: () => {
        fs.appendFileSync('works', 'x');
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
        fs.writeFileSync('done', '');
      },
    }))`;
  const processes = [1, 2, 3, 4].map(() =>
    spawn(process.execPath, ['-e', script], { cwd: folder, stdio: 'inherit' }),
  );
  await Promise.all(processes.map(async (child) => once(child, 'exit')));
  expect(fs.readdirSync(folder).toSorted()).toEqual(['done', 'works']);
  expect(fs.readFileSync(path.join(folder, 'works'), 'utf8')).toBe('x');
});

test('takes over the lock of a dead process', async () => {
  const dead = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(dead, 'exit');
  const lockFile = path.join(folder, 'lock');
  fs.writeFileSync(lockFile, String(dead.pid));
  let works = 0;
  doOnce({ lockFile, isDone: () => works > 0, work: () => (works += 1) });
  expect(works).toBe(1);
  expect(fs.existsSync(lockFile)).toBe(false);
});

test('gives the lock back when the work fails', () => {
  const lockFile = path.join(folder, 'lock');
  const fail = () => {
    throw new Error('no disk');
  };
  expect(() => doOnce({ lockFile, isDone: () => false, work: fail })).toThrow('no disk');
  expect(fs.existsSync(lockFile)).toBe(false);
});
