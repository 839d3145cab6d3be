import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findPostmaster } from '../../server/platform/embedded-database/find-postmaster.ts';
import { startEmbeddedDatabase } from '../../server/platform/embedded-database/start-embedded-database.ts';
import { freePort } from '../support/free-port.ts';
import { startProgram } from '../support/start-program.ts';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-first-'));
  fs.chmodSync(folder, 0o755);
});
afterEach(async () => {
  const directory = path.join(folder, 'data', 'database');
  if (findPostmaster(directory) !== undefined) await (await startEmbeddedDatabase(directory)).stop();
  fs.rmSync(folder, { recursive: true });
});

// initdb, the roles, the migrations and the queues are each met by some of these kills.
test('a first start that is killed again and again is completed by the next one', async () => {
  const env = { PORT: String(await freePort()), FOYER_DATA: path.join(folder, 'data') };
  for (let round = 0; round < 12; round += 1) {
    const killed = startProgram(env);
    await sleep(250 + round * 120);
    killed.process.kill('SIGKILL');
    await killed.exit;
  }
  const program = startProgram(env);
  await program.untilReady();
  program.process.kill('SIGTERM');
  expect(await program.exit).toBe(0);
  expect(program.output().stderr).toBe('');
  expect(fs.readdirSync(env.FOYER_DATA).toSorted()).toEqual(['database', 'database.log', 'secret']);
});
