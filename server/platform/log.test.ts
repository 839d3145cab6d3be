import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const program = `
  import fs from 'node:fs';
  const { fsyncSync } = fs;
  let waits = 0;
  fs.fsyncSync = (descriptor) => { waits += 1; fsyncSync(descriptor); };
  const { createLog } = await import(${JSON.stringify(import.meta.resolve('./log.ts'))});
  const log = createLog({ logLevel: 'info' });
  for (let n = 0; n < 3; n++) {
    log.info({ n }, 'told');
    log.info({ n }, 'told beside it');
    await new Promise((next) => setTimeout(next, 5));
  }
  process.on('exit', () => fs.writeSync(2, String(waits)));
  log.info('the last');
  process.exit(0);`;

/** A disk is waited for as long as it takes, and everybody with it. */
it('waits for no disk while it writes into a file, and loses no line at the end', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-log-'));
  const [file, said] = [path.join(folder, 'log'), path.join(folder, 'said')];
  const stdio = ['ignore' as const, fs.openSync(file, 'w'), fs.openSync(said, 'w')];
  execFileSync(
    fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url)),
    ['--input-type=module', '--eval', program],
    {
      stdio,
    },
  );
  const lines = fs.readFileSync(file, 'utf8').trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
    ...Array.from({ length: 3 }, () => ['told', 'told beside it']).flat(),
    'the last',
  ]);
  expect(fs.readFileSync(said, 'utf8')).toBe('0');
  fs.rmSync(folder, { recursive: true });
});
