import { existsSync } from 'node:fs';
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
    wildcard: false,
    // Sent for the file that they are of, to who takes them: addresses of their own were two thirds of all routes.
    globIgnore: ['**/*.{br,gz}'],
    cacheControl: false,
    preCompressed: true,
    setHeaders: (response, file) => {
      const hashed = file.includes(`${path.sep}assets${path.sep}`);
      response.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
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
