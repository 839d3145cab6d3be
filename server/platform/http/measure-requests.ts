import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Counter, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';

/** The pattern of a route, as labels name it: an id in a label would be a figure of its own for each record. */
function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'none';
}

/** How long requests took, and what was refused with which code of contract/errors.ts. */
export function measureRequests(app: FastifyInstance, registry: Registry): void {
  const durations = new Histogram({
    name: 'foyer_http_request_duration_seconds',
    help: 'How long requests took, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  const refusals = new Counter({
    name: 'foyer_refusals_total',
    help: 'Requests that were refused, by route and error code.',
    labelNames: ['route', 'code'],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, { statusCode: status, elapsedTime }) => {
    const { method } = request;
    durations.observe({ method, route: routeOf(request), status }, elapsedTime / 1000);
    if (request.refusal !== undefined) refusals.inc({ route: routeOf(request), code: request.refusal });
  });
}
