import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import Fastify from 'fastify';
import { afterAll, expect, it } from 'vitest';
import { AppError } from '../app-error.ts';
import { servePages } from './serve-pages.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-pages-'));
const app = Fastify();
afterAll(async () => {
  await app.close();
  fs.rmSync(folder, { recursive: true });
});

it('sends a compressed copy for its file, to who takes it; the copy has no address of its own', async () => {
  const script = 'export const one = 1;';
  fs.mkdirSync(path.join(folder, 'assets'));
  fs.writeFileSync(path.join(folder, 'index.html'), '<!doctype html>');
  fs.writeFileSync(path.join(folder, '.made-from'), '');
  fs.writeFileSync(path.join(folder, 'assets/.hidden.js'), '');
  fs.writeFileSync(path.join(folder, 'assets/one-abc.js'), script);
  fs.writeFileSync(path.join(folder, 'assets/one-abc.js.br'), brotliCompressSync(script));
  app.setErrorHandler((error, _request, reply) => reply.status(error instanceof AppError ? 404 : 500).send());
  await servePages(app, folder);

  const get = (url: string, encoding = '') => app.inject({ url, headers: { 'accept-encoding': encoding } });
  const small = await get('/assets/one-abc.js', 'br');
  expect(small.headers).toMatchObject({
    'content-encoding': 'br',
    'cache-control': 'public, max-age=31536000, immutable',
  });
  expect(small.rawPayload).toEqual(brotliCompressSync(script));
  const plain = await get('/assets/one-abc.js');
  expect([plain.statusCode, plain.headers['content-encoding'], plain.body]).toEqual([200, undefined, script]);
  expect((await get('/assets/one-abc.js.br')).statusCode).toBe(404);
});

it('sends the files that were built, and none beside them', async () => {
  const ask = async (url: string) => (await app.inject({ url })).statusCode;
  expect(await ask('/index.html')).toBe(200);
  expect((await app.inject({ method: 'HEAD', url: '/assets/one-abc.js' })).statusCode).toBe(200);
  const others = ['.made-from', 'assets/.hidden.js', 'assets/one-abc.js.gz', 'assets/two.js'];
  const ways = [
    'assets/../.made-from',
    'assets/%2e%2e/.made-from',
    'assets/..%2f.made-from',
    'assets//one-abc.js',
  ];
  for (const address of [...others, ...ways]) expect(await ask(`/${address}`), address).toBe(404);
});
