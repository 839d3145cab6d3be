import http from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** A proxy as it stands before two servers: each request goes to the next one. */
export interface RoundRobin {
  readonly origin: string;
  /** How many requests found a server that refused the connection and went to another. */
  readonly retried: () => number;
  stop(): Promise<void>;
}

/** Asks another server only where nobody took the connection: a request that was begun is never repeated. */
export async function startRoundRobin(ports: readonly number[]): Promise<RoundRobin> {
  let turn = 0;
  let retried = 0;
  const server = http.createServer((request, reply) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => forward(turn++, ports.length));

    function forward(at: number, left: number): void {
      const { method, url: path, headers } = request;
      const onward = http.request(
        { host: '127.0.0.1', port: ports[at % ports.length], method, path, headers, agent: false },
        (answer) => {
          reply.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(reply);
        },
      );
      onward.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ECONNREFUSED' && left > 1) {
          retried += 1;
          forward(at + 1, left - 1);
        } else {
          reply.writeHead(502).end(error.code);
        }
      });
      onward.end(Buffer.concat(parts));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    retried: () => retried,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
