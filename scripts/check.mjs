// All that must hold before a change lands: `npm test`. Prints a line per step, what a failing step said, and one sum.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './find-chromium.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const results = path.join(root, 'test-results');
const bin = path.join(root, 'node_modules', '.bin');
const environment = { ...process.env, PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}` };

const total = { passed: 0, failed: 0 };
fs.mkdirSync(results, { recursive: true });

check('format', ['oxfmt', '--check']);
check('types of the server', ['tsc', '--noEmit', '--checkers', '2']);
check('types of the pages', ['tsc', '--noEmit', '--checkers', '2', '--project', 'web']);
check('lint and layers', ['oxlint', '--type-aware']);
check('dead code', ['knip']);
check('pages built', ['node', 'scripts/ensure-web.mjs']);
testAll('server');
testAll('faults');
if (findChromium() !== undefined || check('browser', ['node', 'scripts/ensure-chromium.mjs']))
  testAll('journeys');

console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

/** One step that passes or fails as a whole. */
function check(name, command) {
  const { passes, report } = run(name, command);
  report(passes ? 'ok' : 'FAILED', passes);
  count(passes ? 1 : 0, passes ? 0 : 1);
  return passes;
}

/** One project of vitest.config.ts; every test counts. */
function testAll(project) {
  const file = path.join(results, `${project}.json`);
  fs.rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { passes, report } = run(`${project} tests`, ['vitest', 'run', '--project', project, ...reporters]);
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = readJson(file);
  // A file that can't be loaded, or an error outside any test, fails the run without a failed test.
  const failed = passes ? numFailedTests : Math.max(numFailedTests, 1);
  const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
  report(`${numPassedTests} passed, ${failed} failed${skipped}`, passes);
  count(numPassedTests, failed);
}

function run(name, [program, ...args]) {
  process.stdout.write(`${name.padEnd(20)} `);
  const begin = performance.now();
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  const report = (verdict, passes) => {
    console.log(`${verdict} (${seconds} s)`);
    if (!passes) console.log(`\n${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`);
  };
  return { passes: status === 0, report };
}

function count(passed, failed) {
  total.passed += passed;
  total.failed += failed;
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
