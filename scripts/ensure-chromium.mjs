// Prints the path of a Chromium for the browser journeys; as root on Debian or Ubuntu it is installed when there is none.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { findChromium } from './find-chromium.mjs';

if (findChromium() === undefined && process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get')) {
  console.error('Installing Chromium for the browser journeys (once) …');
  aptGet(['update']);
  // Older releases have the whole browser only.
  for (const name of ['chromium-headless-shell', 'chromium']) {
    if (findChromium() !== undefined) break;
    aptGet(['install', '--yes', '--no-install-recommends', name, 'fonts-liberation']);
  }
}

const chromium = findChromium();
if (chromium === undefined) {
  console.error(
    'The browser journeys need Chromium: install it (Debian: apt-get install chromium) so that it is on the PATH.',
  );
  process.exit(1);
}
console.log(chromium);

/** Packages of the system take minutes at worst; a question asked in between would wait for ever. */
function aptGet(command) {
  const { status } = spawnSync('apt-get', ['--quiet', '--quiet', ...command], {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) console.error(`apt-get ${command[0]} failed.`);
}
