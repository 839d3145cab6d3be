import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApiKey } from '../contract/api-keys.ts';
import { listImports } from '../contract/imports.ts';
import { startTestFoyer } from '../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../tests/support/test-foyer.ts';
import { importCommand } from './import-command.ts';

let server: TestFoyer;
let founder: Visitor;
let key: string;
let folder: string;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
  const created = await founder.call(createApiKey, {
    body: { name: 'Nightly import', permissions: ['user-registration:can_bulk_invite'] },
  });
  ({ key } = created);
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-command-'));
});
afterAll(async () => {
  fs.rmSync(folder, { recursive: true });
  await server.stop();
});

/** As it would be typed. */
async function run(words: readonly string[], apiKey: string | undefined = key) {
  const said = { out: '', err: '' };
  const code = await importCommand(
    words,
    { FOYER_API_KEY: apiKey, FOYER_URL: server.origin },
    { out: (text) => (said.out += text), err: (text) => (said.err += text), isWatched: true },
  );
  return { code, ...said };
}

const fileOf = (text: string, name = 'people.csv') => {
  const file = path.join(folder, name);
  fs.writeFileSync(file, text);
  return file;
};

it('plans a file, applies it, writes its report, and says in its exit code how it went', async () => {
  const file = fileOf('Email;Passwort;Badge\nanna@people.example;x;7\nbob@gmial.com;y;8\n');
  const report = path.join(folder, 'report.csv');
  const tried = await run([file, '--dry-run', '--report', report]);
  expect(tried.code).toBe(2);
  expect(tried.out).toContain('2 rows: create 1, update 0');
  expect(tried.out).toContain('Passwords are never read: Passwort.');
  expect(tried.out).toContain('1 × email: Looks mistyped.');
  expect(fs.readFileSync(report, 'utf8')).toContain('bob@gmial.com,,,3,blocked,Email: Looks mistyped.');
  const applied = await run([file, '--apply', '--accept-warnings', '--map', 'Badge=identity.title']);
  // Whoever has no right to register identities is told so by the rows.
  expect([applied.code, applied.out]).toEqual([2, expect.stringContaining('cannot be used 2')]);
  expect(await run([file, '--apply', '--accept-warnings'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('Done 2, moved 0, failed 0.') as string,
  });
  expect(await run([file, '--apply', '--accept-warnings'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('unchanged 2') as string,
  });
  const { items } = await founder.call(listImports);
  expect(items.map(({ state }) => state).toSorted()).toEqual(['cancelled', 'done', 'planned', 'planned']);
}, 60_000);

it('does nothing without a key, an order or a file that it can read', async () => {
  const file = fileOf('email\nanna@people.example\n');
  expect(await run([file, '--apply'], '')).toMatchObject({ code: 1, out: '' });
  expect(await run([file])).toMatchObject({ code: 1, err: expect.stringContaining('Usage') as string });
  expect(await run([fileOf('email\n"anna', 'broken.csv'), '--apply'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('never closed') as string,
  });
  expect(await run([file, '--apply'], 'wrong')).toMatchObject({ code: 1 });
});
