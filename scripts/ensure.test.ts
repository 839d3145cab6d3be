import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

// What stands before `npm start`, on a tree of its own where vite and npm only write down that they were asked.
let root: string;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer ensure '));
  fs.cpSync(import.meta.dirname, path.join(root, 'scripts'), { recursive: true });
});
afterEach(() => {
  fs.rmSync(root, { recursive: true });
});

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), text);
}

const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');
const locks = () => fs.readdirSync(root).filter((name) => name.includes('lock') && name.startsWith('.'));

function ensure(script: string, env: Readonly<Record<string, string>> = {}) {
  const { status, stderr } = spawnSync(process.execPath, [path.join(root, 'scripts', script)], {
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
  });
  return { status, stderr };
}

describe('the web pages', () => {
  const vite = `
    const fs = require('node:fs');
    fs.appendFileSync('builds', 'x');
    if (fs.existsSync('broken')) process.exit(1);
    const out = process.argv[process.argv.indexOf('--outDir') + 1];
    fs.mkdirSync(out, { recursive: true });
    fs.writeFileSync(out + '/index.html', fs.readFileSync('web/main.tsx'));`;

  beforeEach(() => {
    write('web/main.tsx', 'first');
    write('contract/routes.ts', 'routes');
    write('locales/en/home.json', '{}');
    write('package-lock.json', '{}');
    write('node_modules/vite/bin/vite.js', vite);
    fs.mkdirSync(path.join(root, 'node_modules/.bin'));
    fs.symlinkSync(process.execPath, path.join(root, 'node_modules/.bin/node'));
  });

  test('are built once, and again when what they are made from changed', { timeout: 60_000 }, () => {
    for (const expected of ['x', 'x']) {
      expect(ensure('ensure-web.mjs').status).toBe(0);
      expect(read('builds')).toBe(expected);
    }
    write('web/page.test.ts', 'a test is no page');
    write('server/main.ts', 'nor is the server');
    ensure('ensure-web.mjs');
    expect(read('builds')).toBe('x');
    for (const [file, builds] of [
      ['contract/routes.ts', 'xx'],
      ['locales/en/home.json', 'xxx'],
      ['web/main.tsx', 'xxxx'],
      ['package-lock.json', 'xxxxx'],
    ] as const) {
      write(file, 'changed');
      ensure('ensure-web.mjs');
      expect(read('builds'), file).toBe(builds);
    }
    expect(read('web/dist/index.html')).toBe('changed');
    expect(locks()).toEqual([]);
  });

  test('stay as they were when a build fails, which is said', () => {
    ensure('ensure-web.mjs');
    write('web/main.tsx', 'second');
    write('broken', '');
    expect(ensure('ensure-web.mjs')).toEqual({ status: 1, stderr: 'The web pages could not be built.\n' });
    expect(read('web/dist/index.html')).toBe('first');
    expect(fs.readdirSync(path.join(root, 'web')).toSorted()).toEqual(['dist', 'main.tsx']);
    expect(locks()).toEqual([]);
  });
});

describe('the packages', () => {
  const npm = `
    const fs = require('node:fs');
    fs.appendFileSync('installs', process.argv.slice(2).join(' ') + '|' + (process.env.npm_config_omit ?? '') + '|' + process.env.npm_config_registry + '\\n');
    if (fs.existsSync('offline')) process.exit(1);
    fs.mkdirSync('node_modules', { recursive: true });
    fs.copyFileSync('package-lock.json', 'node_modules/.package-lock.json');`;
  const lockOf = (version: string) =>
    JSON.stringify({ packages: { '': {}, 'node_modules/zod': { version } } });
  const env = () => ({
    npm_execpath: path.join(root, 'npm-cli.cjs'),
    npm_config_registry: 'https://registry.example',
    npm_config_omit: 'dev',
  });

  beforeEach(() => {
    write('package-lock.json', lockOf('1.0.0'));
    write('npm-cli.cjs', npm);
  });

  test('are installed once, with what tests and systems need, and again for a new lockfile', () => {
    const line =
      'ci --include=dev --include=optional --no-audit --no-fund --loglevel=error||https://registry.example\n';
    expect(ensure('ensure-deps.mjs', env()).status).toBe(0);
    expect(ensure('ensure-deps.mjs', env())).toEqual({ status: 0, stderr: '' });
    expect(read('installs')).toBe(line);
    write('package-lock.json', lockOf('2.0.0'));
    ensure('ensure-deps.mjs', env());
    expect(read('installs')).toBe(line + line);
    expect(locks()).toEqual([]);
  });

  test('that can not be had are said, with exit code 1 and no lock left', () => {
    write('offline', '');
    const { status, stderr } = ensure('ensure-deps.mjs', env());
    expect([status, stderr]).toEqual([1, expect.stringContaining('The packages could not be installed.')]);
    expect(locks()).toEqual([]);
  });
});
