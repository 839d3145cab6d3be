import { Server } from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

// Milliseconds for who is let in already to say what they came for.
const longestSilence = 300;
const mostTurns = 100;

/**
 * A stop lets in nobody new and hears out who was let in (F9). Node alone would cut, with the listener, every
 * connection whose request is still on its way; the proxy before us may not repeat such a request elsewhere.
 */
export function hearOut(app: FastifyInstance): void {
  app.addHook('preClose', async () => {
    await letInWhoWaits(app);
    // Only the listener: the method of `http.Server` ends the connections with it.
    Server.prototype.close.call(app.server);
    for (const deadline = Date.now() + longestSilence; Date.now() < deadline; await sleep(10)) {
      if ((await connectionsOf(app)) === 0) return;
    }
  });
}

/** Who still waits when a listener closes is cut by the kernel: it closes after a turn in which nobody came. */
async function letInWhoWaits({ server }: FastifyInstance): Promise<void> {
  let came = true;
  const onConnection = () => {
    came = true;
  };
  server.on('connection', onConnection);
  for (let turn = 0; came && turn < mostTurns; turn++) {
    came = false;
    await nextTurn();
  }
  server.off('connection', onConnection);
}

function connectionsOf({ server }: FastifyInstance): Promise<number> {
  return new Promise((resolve) => {
    server.getConnections((error, count) => resolve(error ? 0 : count));
  });
}
