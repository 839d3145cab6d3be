import type { FastifyInstance } from 'fastify';

// Asked every few seconds by whoever watches: not worth a line.
const watched = ['/healthz', '/readyz', '/metrics'];

/** One line for each request once it is answered, with the id that its problem details and its activity carry. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, { statusCode, elapsedTime, log }) => {
    const route = request.routeOptions.url ?? 'none';
    const level = watched.includes(route) ? 'debug' : 'info';
    log[level]({ method: request.method, route, statusCode, ms: Math.round(elapsedTime) }, 'request');
  });
}
