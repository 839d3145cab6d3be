import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** What the client hears after the final dot of a mail; by then the server behind has taken it. */
type Reply = 'as it is' | 'connection cut' | { readonly instead: string };

/** Stands before a real mail server, for what no mail server does on purpose (F2, F6). */
export interface MailRelay {
  readonly url: string;
  /** Asked once the server behind has answered; while it waits, so does the client. */
  afterDot(decide: () => Reply | Promise<Reply>): void;
  stop(): Promise<void>;
}

export async function startMailRelay(target: string): Promise<MailRelay> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let decide: () => Reply | Promise<Reply> = () => 'as it is';

  const server = createServer((client) => {
    const behind = connect(Number(port), hostname);
    let tail = '';
    client.on('data', (part: Buffer) => {
      tail = (tail + part.toString('latin1')).slice(-5);
      behind.write(part);
    });
    behind.on('data', (part: Buffer) => {
      const isAfterDot = tail === '\r\n.\r\n';
      tail = '';
      if (isAfterDot) void answer(part);
      // Over TLS we could not see the dot.
      else client.write(part.toString('latin1').replace('STARTTLS', 'X-NO-TLS'), 'latin1');
    });
    async function answer(part: Buffer): Promise<void> {
      const reply = await decide();
      if (reply === 'connection cut') client.destroy();
      else client.write(reply === 'as it is' ? part : `${reply.instead}\r\n`);
    }
    for (const [socket, other] of [
      [client, behind],
      [behind, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    afterDot(next) {
      decide = next;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
