import type { IncomingMessage } from 'node:http';
import { Server } from 'node:net';
import type { Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

// All in milliseconds. Who has connected and not yet spoken may take this long.
const longestSilence = 2000;
// A turn of the event loop in which nothing else was done: whoever comes now must hit these microseconds.
const briefTurn = 0.2;
const longestLookOut = 200;

/**
 * A stop lets in nobody new and hears out who was let in (F9). Node alone would cut, with the listener, every
 * connection whose first request is still on its way; the proxy before us may not repeat such a request elsewhere.
 */
export function hearOut(app: FastifyInstance): void {
  const silent = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  app.server.on('request', ({ socket }: IncomingMessage) => silent.delete(socket));
  app.addHook('preClose', async () => {
    await letInWhoWaits(app);
    // Only the listener: the method of `http.Server` ends the connections with it.
    Server.prototype.close.call(app.server);
    for (
      const deadline = performance.now() + longestSilence;
      silent.size > 0 && performance.now() < deadline;
    )
      await sleep(10);
  });
}

/** Who still waits when a listener closes is cut by the kernel: it closes after a brief turn in which nobody came. */
async function letInWhoWaits({ server }: FastifyInstance): Promise<void> {
  let came = 0;
  const count = () => (came += 1);
  server.on('connection', count);
  for (const deadline = performance.now() + longestLookOut; performance.now() < deadline;) {
    const begin = performance.now();
    const before = came;
    await nextTurn();
    if (came === before && performance.now() - begin < briefTurn) break;
  }
  server.off('connection', count);
}
