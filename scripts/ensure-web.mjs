// Builds the web pages into web/dist when what they are made from has changed. Needs the packages: see ensure-deps.mjs.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { doOnce } from './do-once.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const built = path.join(root, 'web', 'dist');
const STAMP = '.made-from';

doOnce({
  lockFile: path.join(root, '.web-lock'),
  isDone: () => readStamp() === sourceHash(),
  work: build,
});

/** Made aside and then put in place: a build that fails or is killed leaves the pages that were there. */
function build() {
  const draft = path.join(root, 'web', `dist.new-${process.pid}`);
  const hash = sourceHash();
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const flags = [
    'build',
    '--config',
    'web/vite.config.ts',
    '--outDir',
    draft,
    '--emptyOutDir',
    '--logLevel',
    'warn',
  ];
  const { status } = spawnSync(path.join(root, 'node_modules', '.bin', 'node'), [vite, ...flags], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) {
    fs.rmSync(draft, { recursive: true, force: true });
    fs.rmSync(path.join(root, '.web-lock'), { force: true });
    console.error('The web pages could not be built.');
    process.exit(1);
  }
  fs.writeFileSync(path.join(draft, STAMP), hash);
  fs.rmSync(built, { recursive: true, force: true });
  fs.renameSync(draft, built);
}

function readStamp() {
  try {
    return fs.readFileSync(path.join(built, STAMP), 'utf8');
  } catch {
    return '';
  }
}

function sourceHash() {
  const hash = createHash('sha256');
  const sources = ['web', 'contract', 'locales'].flatMap((folder) => filesBelow(folder));
  for (const file of ['package-lock.json', ...sources].toSorted()) {
    hash
      .update(`${file}\0`)
      .update(fs.readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(folder) {
  return fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name.startsWith('dist') ? [] : filesBelow(file);
    return /\.test\.tsx?$/.test(entry.name) ? [] : [file];
  });
}
