import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApiKey } from '../contract/api-keys.ts';
import { listImports } from '../contract/imports.ts';
import { startTestFoyer } from '../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../tests/support/test-foyer.ts';
import { importCommand } from './import-command.ts';
import { terminalTexts } from './terminal-texts.ts';

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
async function run(words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const said = { out: '', err: '' };
  const code = await importCommand(
    words,
    { FOYER_API_KEY: key, FOYER_URL: server.origin, ...environment },
    { out: (text) => (said.out += text), err: (text) => (said.err += text), isWatched: true },
  );
  return { code, ...said };
}

const countImports = async () => (await founder.call(listImports, { query: { limit: 100 } })).items.length;

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
  expect(tried.out).toContain('nobody said what they are about (--map): Badge.');
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
  expect(await run([file, '--apply'], { FOYER_API_KEY: '' })).toMatchObject({ code: 1, out: '' });
  expect(await run([file])).toMatchObject({ code: 1, err: expect.stringContaining('Usage') as string });
  const nowhere = path.join(folder, 'nobody.csv');
  expect(await run([nowhere, '--apply'])).toMatchObject({ code: 1, err: `${nowhere} can’t be read.\n` });
  const nobody = { FOYER_URL: 'http://nobody.invalid:3000' };
  expect(await run([file, '--apply'], nobody)).toMatchObject({
    code: 1,
    err: 'There is no Foyer at http://nobody.invalid:3000.\n',
  });
  expect(await run([fileOf('email\n"anna', 'broken.csv'), '--apply'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('never closed') as string,
  });
  expect(await run([file, '--apply'], { FOYER_API_KEY: 'wrong' })).toMatchObject({ code: 1 });
});

it('names the proxy that takes no file of this size, and where it is told so', async () => {
  const proxy = http.createServer((request, response) => {
    request.resume();
    // As nginx says it: with a page of its own.
    response.writeHead(413, { 'content-type': 'text/html' }).end('<h1>413 Request Entity Too Large</h1>');
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  const { port } = proxy.address() as AddressInfo;
  const file = fileOf('email\ndora@people.example\n', 'large.csv');
  const said = await run([file, '--apply'], { FOYER_URL: `http://127.0.0.1:${port}` });
  proxy.close();
  expect(said).toEqual({
    code: 1,
    out: '',
    err:
      'A proxy before Foyer takes nothing as large as this file: ' +
      'see “Behind a reverse proxy” in docs/operating.md.\n',
  });
});

it('asks again with the same key where the answer was lost, and uploads and applies once', async () => {
  const lost = new Set<string>();
  // Everything that changes something is carried out, and its first answer lost on the way.
  const { host } = new URL(server.origin);
  const proxy = http.createServer((request, response) => {
    const { method, url = '', headers } = request;
    const onward = http.request(
      `${server.origin}${url}`,
      { method, headers: { ...headers, host } },
      (answer) => {
        const isFirst = method !== 'GET' && !lost.has(url);
        if (isFirst) lost.add(url);
        answer.once('end', () => isFirst && response.destroy());
        if (isFirst) answer.resume();
        else answer.pipe(response.writeHead(answer.statusCode ?? 500, answer.headers));
      },
    );
    request.pipe(onward);
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  const { port } = proxy.address() as AddressInfo;
  const before = await countImports();
  const file = fileOf('email,What\ncarla@people.example,x\n', 'lost.csv');
  const { code, out, err } = await run([file, '--apply'], { FOYER_URL: `http://127.0.0.1:${port}` });
  proxy.close();
  expect(err).toContain('No answer. Asking again in 1 s …');
  expect([code, out]).toEqual([0, expect.stringContaining('Done 1, moved 0, failed 0.')]);
  expect([...lost].map((url) => url.replace(/imports\/[^/]+/, 'imports/…').split('?')[0])).toEqual([
    '/api/v1/imports',
    '/api/v1/imports/…/mapping',
    '/api/v1/imports/…/apply',
  ]);
  expect(await countImports()).toEqual(before + 1);
}, 60_000);

it('goes on with the same import when it is called again by the same key', async () => {
  const file = fileOf('email\ndora@people.example\n', 'twice.csv');
  const before = await countImports();
  const words = [file, '--apply', '--key', 'nightly-2026-11-27'];
  expect(await run(words)).toMatchObject({ code: 0, out: expect.stringContaining('create 1') as string });
  expect(await run(words)).toMatchObject({ code: 0, out: 'Done 1, moved 0, failed 0.\n' });
  expect(await countImports()).toEqual(before + 1);
  const other = fileOf('email\nelsa@people.example\n', 'other.csv');
  expect(await run([other, '--apply', '--key', 'nightly-2026-11-27'])).toMatchObject({ code: 1, out: '' });
  expect(await run([file, '--apply', '--key', 'with a blank'])).toMatchObject({ code: 1, out: '' });
}, 60_000);

it.each([
  [{ LANG: 'it_IT.UTF-8' }, '1 riga: da creare 1'],
  [{ LANG: 'en_GB', LC_MESSAGES: 'it' }, '1 riga: da creare 1'],
  [{ LANG: 'it_IT', LC_ALL: 'C.UTF-8' }, '1 row: create 1'],
  [{ LANG: '../en' }, '1 row: create 1'],
])('speaks the language of the terminal: %o', async (locale, said) => {
  const file = fileOf('email\nfranca@people.example\n', 'language.csv');
  const { out } = await run([file, '--dry-run'], locale);
  expect(out).toContain(said);
});

it('says in the terminal’s language what the server says, and a thousand as it is written there', async () => {
  const broken = fileOf('email\n"anna', 'broken.csv');
  const { err } = await run([broken, '--apply'], { LANG: 'it_IT.UTF-8' });
  expect(err).toMatch(/virgolett/);
  const { say } = terminalTexts({ LANG: 'it' });
  expect(say('progress', { done: 12_345, total: 1_000_000, rate: 2 })).toBe(
    '12.345 di 1.000.000, 2 al secondo',
  );
});
