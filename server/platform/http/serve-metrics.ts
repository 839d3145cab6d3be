import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Registry } from 'prom-client';
import { AppError } from '../app-error.ts';

/**
 * `/metrics` for Prometheus. Its numbers name nobody, but they are the operator's: who has no token (or where none is
 * set, who comes through a proxy, as all the world does) is told that nothing is there.
 */
export function serveMetrics(app: FastifyInstance, registry: Registry, token: string | undefined): void {
  app.get('/metrics', async (request, reply) => {
    const allowed = token === undefined ? !cameByProxy(request) : isBearer(request, token);
    if (!allowed) throw new AppError('not_found');
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

function cameByProxy({ headers }: FastifyRequest): boolean {
  return ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'via', 'x-real-ip'].some(
    (name) => headers[name] !== undefined,
  );
}

/** Compared as digests: of equal length, in a time that tells nothing. */
function isBearer({ headers }: FastifyRequest, token: string): boolean {
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
