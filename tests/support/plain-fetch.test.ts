import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { plainFetch } from './plain-fetch.ts';

/** Answers so often on each connection, then resets it. @returns its address */
async function startServer(answers: number): Promise<string> {
  const answered = new WeakMap<Socket, number>();
  const server = http.createServer(({ socket }, response) => {
    const before = answered.get(socket) ?? 0;
    if (before === answers) return socket.resetAndDestroy();
    answered.set(socket, before + 1);
    return response.end('ok');
  });
  onTestFinished(() => void server.close());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const ask = async (address: string) => (await plainFetch(address, { headers: new Headers() })).text();

it('asks once more when a kept connection is let go of in the moment in which it is used again', async () => {
  const address = await startServer(1);
  expect([await ask(address), await ask(address), await ask(address)]).toEqual(['ok', 'ok', 'ok']);
});

it('says that a new connection was reset', async () => {
  await expect(ask(await startServer(0))).rejects.toThrow('ECONNRESET');
});
