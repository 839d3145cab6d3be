import { randomUUIDv7 } from 'node:crypto';
import { LogController } from 'fastify';
import type { FastifyServerOptions } from 'fastify';

/** Sizes and times of the server, and logs that never hold an address: only patterns of routes (P12, P24). */
export function serverOptions({
  logLevel,
  trustProxy,
}: {
  readonly logLevel: string;
  readonly trustProxy: readonly string[];
}): FastifyServerOptions {
  return {
    bodyLimit: 1_048_576,
    routerOptions: { maxParamLength: 200 },
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 10_000,
    forceCloseConnections: 'idle',
    // 503 while stopping would fail a request of a rolling restart; the listener is closed instead (F9).
    return503OnClosing: false,
    trustProxy: trustProxy.length > 0 ? [...trustProxy] : false,
    genReqId: () => randomUUIDv7(),
    // Our own line at the end of a request says what is needed; Fastify's would name addresses.
    logController: new LogController({ disableRequestLogging: true }),
    logger: {
      level: logLevel,
      redact: ['req.headers.authorization', 'req.headers.cookie'],
      serializers: {
        req: (request) => ({ method: request.method, route: request.routeOptions?.url ?? 'none' }),
      },
    },
  };
}
