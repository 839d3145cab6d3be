import http from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { statusOf } from './start-program.ts';

/** A proxy as it stands before two servers: each request goes to the next one that says it is ready. */
export interface RoundRobin {
  readonly origin: string;
  /** Until it sends requests to this server, or sends it none any more. */
  until(port: number, state: 'in' | 'out'): Promise<void>;
  stop(): Promise<void>;
}

/** How often it asks each server's `/readyz`, in milliseconds. */
const healthInterval = 100;

/** Sends each request once: what a server doesn't answer has failed. */
export async function startRoundRobin(ports: readonly number[]): Promise<RoundRobin> {
  const ready = new Set<number>();
  const stopped = new AbortController();
  let turn = 0;

  function nextPort(): number | undefined {
    for (let tries = 0; tries < ports.length; tries += 1) {
      const port = ports[turn++ % ports.length] ?? 0;
      if (ready.has(port)) return port;
    }
    return undefined;
  }

  async function watch(port: number): Promise<void> {
    while (!stopped.signal.aborted) {
      if ((await statusOf(`http://127.0.0.1:${port}/readyz`)) === 200) ready.add(port);
      else ready.delete(port);
      await sleep(healthInterval);
    }
  }

  const server = http.createServer((request, reply) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method, url: path, headers } = request;
      const onward = http.request(
        { host: '127.0.0.1', port: nextPort(), method, path, headers, agent: false },
        (answer) => {
          reply.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(reply);
        },
      );
      onward.on('error', (error: NodeJS.ErrnoException) => reply.writeHead(502).end(error.code));
      onward.end(Buffer.concat(parts));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const watches = ports.map(watch);
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    until: async (port, state) => {
      while (ready.has(port) !== (state === 'in')) await sleep(healthInterval / 2);
    },
    async stop() {
      stopped.abort();
      await Promise.all(watches);
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
