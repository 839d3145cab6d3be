// Plain JavaScript without dependencies: runs on the Node that the machine has (20 or later), before anything is installed.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { doOnce } from './do-once.mjs';
import { isInstalled } from './is-installed.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

doOnce({
  lockFile: path.join(root, '.deps-lock'),
  isDone: () => isInstalled(root, process),
  work: install,
});

/** Everything goes to standard error: the standard output of the command that follows stays its own. */
function install() {
  console.error('Installing what package-lock.json names (once, about a minute) …');
  const { program, leading } = npm();
  const flags = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, error } = spawnSync(program, [...leading, ...flags], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: environmentForNpm(),
    shell: process.platform === 'win32' && leading.length === 0,
  });
  if (status === 0 && isInstalled(root, process)) return;
  fs.rmSync(path.join(root, '.deps-lock'), { force: true });
  console.error(`The packages could not be installed${error ? `: ${error.message}` : ''}.`);
  process.exit(1);
}

/** The npm that runs us, else the one on the PATH. */
function npm() {
  const cli = process.env['npm_execpath'] ?? '';
  return /\.c?js$/.test(cli)
    ? { program: process.execPath, leading: [cli] }
    : { program: 'npm', leading: [] };
}

/** The outer npm's flags must not leak into the inner one; its registry, cache and proxy settings must. */
function environmentForNpm() {
  const kept = /^npm_config_(registry|cache|userconfig|globalconfig|cafile|proxy|https_proxy|noproxy)$/i;
  const foreign = /^npm_(config_|package_|lifecycle_|command$)/i;
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => kept.test(name) || !foreign.test(name)),
  );
}
