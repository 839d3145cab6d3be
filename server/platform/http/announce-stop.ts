import type { FastifyInstance } from 'fastify';

export interface StopNotice {
  /** Whether `/readyz` tells proxies to send nobody any more. */
  readonly given: boolean;
  give(): void;
}

/**
 * A server that will stop says so first and serves on (F9): proxies that ask `/readyz` stop sending, and each answer
 * asks who keeps a connection to come by another one. When the listener closes at last, nobody is on the way to it.
 */
export function announceStop(app: FastifyInstance): StopNotice {
  let given = false;
  app.addHook('onSend', async (_, reply) => {
    if (given) reply.header('connection', 'close');
  });
  return {
    get given() {
      return given;
    },
    give: () => (given = true),
  };
}
