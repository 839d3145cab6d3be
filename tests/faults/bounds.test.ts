import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { compareLookUps } from '../../bench/compare-look-ups.ts';
import { percentile } from '../../bench/percentile.ts';
import { registerPerson } from '../../contract/registration.ts';
import { askDatabase } from '../support/ask-database.ts';
import { freePort } from '../support/free-port.ts';
import { startProgram } from '../support/start-program.ts';
import { startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer } from '../support/test-foyer.ts';

// The promises of `npm run bench` in small, with bounds that a busy machine keeps and a program grown ten times as slow doesn't.

test('a warm start takes no fifteen seconds', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-warm-'));
  fs.chmodSync(folder, 0o755);
  onTestFinished(() => fs.rmSync(folder, { recursive: true }));
  const start = async () => {
    const begin = performance.now();
    const program = startProgram({ PORT: String(await freePort()), FOYER_DATA: path.join(folder, 'data') });
    await program.untilReady();
    const seconds = (performance.now() - begin) / 1000;
    program.process.kill('SIGTERM');
    expect(await program.exit).toBe(0);
    return seconds;
  };
  await start();
  expect(await start()).toBeLessThan(15);
});

async function startFounded(): Promise<{
  server: TestFoyer;
  founder: Awaited<ReturnType<TestFoyer['found']>>;
}> {
  const server = await startTestFoyer();
  onTestFinished(() => server.stop());
  return { server, founder: await server.found('Bench') };
}

test('a look whether a name is free costs no ten bare look-ups among 20,000 accounts', async () => {
  const accounts = 20_000;
  const { server } = await startFounded();
  const [organization] = await askDatabase<{ id: string }>(server, 'select id from organization');
  const id = organization?.id ?? '';
  await askDatabase(
    server,
    `insert into account (organization_id, id, email, email_canonical, username, username_canonical, language)
     select $1, gen_random_uuid(), mail, mail, name, name, 'en' from generate_series(1, $2::int) as n,
       lateral (select 'person.' || n as name) as named, lateral (select name || '@bench.example' as mail) as mailed`,
    [id, accounts],
  );
  await askDatabase(server, 'analyze account');
  const { useCase, bare } = await compareLookUps(server.foyer.database.db, id, { accounts, tries: 400 });
  expect(percentile(useCase, 50) / percentile(bare, 50)).toBeLessThan(10);
});

test('three hundred registrations, thirty at once, are thirty a second or more', async () => {
  const people = 300;
  const { founder } = await startFounded();
  let next = 0;
  const begin = performance.now();
  const register = async () => {
    while (next < people) {
      const account = { email: `person${next++}@bench.example` };
      await founder.call(registerPerson, { body: { account, delivery: { channel: 'email' } } });
    }
  };
  await Promise.all(Array.from({ length: 30 }, register));
  expect(people / ((performance.now() - begin) / 1000)).toBeGreaterThan(30);
});
