import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../app-error.ts';

const localNames = ['localhost', '127.0.0.1', '[::1]'];
const anyHost = ['/healthz', '/readyz', '/metrics'];

/**
 * Refuses every Host but that of `PUBLIC_URL` (T19), forwarded ones included: they are not read at all.
 * The names of this machine are one place: pages asked for by another of them are led to the right one.
 */
export function guardHost(app: FastifyInstance, publicUrl: URL): void {
  app.addHook('onRequest', async (request, reply) => {
    // An absolute target (RFC 9112, 3.2.2) names a host of its own, beside the header's.
    if (!request.url.startsWith('/')) throw new AppError('unknown_host');
    if (anyHost.includes(pathOf(request)) || request.headers.host === publicUrl.host) return;
    if (request.method === 'GET' && isLocalTwin(request.headers.host, publicUrl)) {
      // A path that begins with two slashes would name another host.
      return reply.redirect(new URL(publicUrl.origin).origin + request.url.replace(/^\/+/, '/'), 307);
    }
    throw new AppError('unknown_host');
  });
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '';
}

function isLocalTwin(host: string | undefined, publicUrl: URL): boolean {
  const given = URL.parse(`http://${host ?? ''}`);
  return (
    given !== null &&
    localNames.includes(given.hostname) &&
    localNames.includes(publicUrl.hostname) &&
    given.port === publicUrl.port
  );
}
