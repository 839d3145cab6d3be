import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../app-error.ts';

// Pages before sign-in are an entry of their own, without the shell (ruling 28).
const entrancePages =
  /^\/(o\/[a-z0-9-]{2,63}\/)?(setup|sign-in|join|forgotten-password|reset-password|confirm-email)\/?$/;

/** The built web pages: files under their hashed names for ever, pages never from a cache. */
export async function servePages(app: FastifyInstance, folder: string): Promise<void> {
  const built = existsSync(path.join(folder, 'index.html'));
  app.setNotFoundHandler((request, reply) => {
    if (!built || !isPage(request)) throw new AppError('not_found');
    return sendPage(request, reply);
  });
  if (!built) return;
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    serve: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (response, file) => {
      const hashed = file.includes(`${path.sep}assets${path.sep}`);
      response.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  for (const file of filesIn(folder)) app.get(`/${file}`, (_, reply) => reply.sendFile(file));
  // One route: one for each of two hundred files took longer to make than all others together.
  const assets = new Set(filesIn(path.join(folder, 'assets')));
  app.get<{ Params: { '*': string } }>('/assets/*', ({ params: { '*': file } }, reply) =>
    assets.has(file) ? reply.sendFile(`assets/${file}`) : reply.callNotFound(),
  );
}

/** Without compressed copies, which are sent for the file that they are of, to who takes them. */
function filesIn(folder: string): string[] {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  return entries.flatMap((entry) =>
    entry.isFile() && !/^\.|\.(br|gz)$/.test(entry.name) ? [entry.name] : [],
  );
}

function isPage({ method, url }: FastifyRequest): boolean {
  const [address = ''] = url.split('?', 1);
  const isFile = address.includes('.');
  return (method === 'GET' || method === 'HEAD') && !address.startsWith('/api/') && !isFile;
}

function sendPage(request: FastifyRequest, reply: FastifyReply) {
  const [address = ''] = request.url.split('?', 1);
  return reply.sendFile(entrancePages.test(address) ? 'entrance.html' : 'index.html');
}
