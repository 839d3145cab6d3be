import { randomUUIDv7 } from 'node:crypto';
import type { Socket } from 'node:net';
import { LogController } from 'fastify';
import type { FastifyServerOptions } from 'fastify';
import type { Log } from '../log.ts';

// Nothing stands there: an address with broken percent signs is answered as one that leads nowhere.
const unreadable = '/api/unreadable';

function isReadable(url: string): boolean {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}

/** What is no HTTP reaches no hook; it gets a status, the strictest headers and no body. */
function refuseNoHttp(error: Error & { code?: string }, socket: Socket): void {
  if (error.code !== 'ECONNRESET' && socket.writable) {
    const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
    socket.write(
      `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\nX-Content-Type-Options: nosniff\r\n` +
        "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\nReferrer-Policy: no-referrer\r\n\r\n",
    );
  }
  socket.destroy();
}

/** Sizes and times of the server, and lines of the log that name patterns of routes, never an address (P12, P24). */
export function serverOptions({
  trustProxy,
  log,
}: {
  readonly trustProxy: readonly string[];
  readonly log: Log;
}): FastifyServerOptions {
  return {
    bodyLimit: 1_048_576,
    // Longer than any address that Node's parser lets in: Fastify's own answer would repeat it, past all our hooks.
    routerOptions: { maxParamLength: 20_000 },
    rewriteUrl: ({ url = '/' }) => (isReadable(url) ? url : unreadable),
    clientErrorHandler: refuseNoHttp,
    // For a file that is read as it comes; every other body has half a minute (`boundBodies`).
    requestTimeout: 900_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 10_000,
    forceCloseConnections: 'idle',
    // 503 while stopping would fail a request of a rolling restart; the listener is closed instead (F9).
    return503OnClosing: false,
    trustProxy: trustProxy.length > 0 ? [...trustProxy] : false,
    genReqId: () => randomUUIDv7(),
    // Our own line at the end of a request says what is needed; Fastify's would name addresses.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    loggerInstance: log,
  };
}
