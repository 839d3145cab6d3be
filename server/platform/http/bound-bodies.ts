import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Its body is a file that may be on its way for minutes. */
    isStreamed?: boolean;
  }
}

// Milliseconds.
const longest = 30_000;

/** Who sends a body a byte at a time is let go (F25), unless it is a file that is read as it comes. */
export function boundBodies(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ raw, headers, routeOptions }) => {
    const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
    if (!hasBody || routeOptions.config.isStreamed) return;
    const timer = setTimeout(() => raw.socket.destroy(), longest).unref();
    const stop = () => clearTimeout(timer);
    raw.once('end', stop).once('close', stop);
  });
}
