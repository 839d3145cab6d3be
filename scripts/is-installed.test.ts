import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isInstalled } from './is-installed.mjs';

const linux = { platform: 'linux', arch: 'x64' };
const root = { optionalDependencies: { 'node-linux': '1.0.0', 'node-darwin': '1.0.0' } };
const kept = { version: '1.0.0', integrity: 'sha512-a' };
const forLinux = { version: '1.0.0', integrity: 'sha512-l', optional: true, os: 'linux', cpu: ['x64'] };
const forDarwin = { version: '1.0.0', integrity: 'sha512-d', optional: true, os: ['darwin'], cpu: ['arm64'] };
const wanted = {
  '': root,
  'node_modules/kept': kept,
  'node_modules/node-linux': forLinux,
  'node_modules/node-darwin': forDarwin,
};

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-installed-'));
  fs.mkdirSync(path.join(folder, 'node_modules'));
  write('package-lock.json', wanted);
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true });
});

function write(file: string, packages: Record<string, unknown>): void {
  fs.writeFileSync(path.join(folder, file), JSON.stringify({ packages }));
}

test('is false before anything is installed', () => {
  expect(isInstalled(folder, linux)).toBe(false);
});

test('needs of the optional packages only those of this machine', () => {
  write('node_modules/.package-lock.json', {
    'node_modules/kept': kept,
    'node_modules/node-linux': forLinux,
  });
  expect(isInstalled(folder, linux)).toBe(true);
  expect(isInstalled(folder, { platform: 'darwin', arch: 'arm64' })).toBe(false);
});

test('notices another version and another content', () => {
  for (const change of [{ version: '1.0.1' }, { integrity: 'sha512-b' }]) {
    write('node_modules/.package-lock.json', {
      'node_modules/kept': { ...kept, ...change },
      'node_modules/node-linux': forLinux,
    });
    expect(isInstalled(folder, linux)).toBe(false);
  }
});

test('is false after an install that was killed', () => {
  fs.writeFileSync(path.join(folder, 'node_modules', '.package-lock.json'), '{"packages":');
  expect(isInstalled(folder, linux)).toBe(false);
});
