import { createSocket } from 'node:dgram';
import { promises as dns } from 'node:dns';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createMailReach, OutOfReach } from './mail-reach.ts';
import { isPublicAddress } from './public-network.ts';

it.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.169.254',
  '100.100.100.100',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  'ff02::1',
  '::ffff:10.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::a00:1',
  '2002:a00:1::1',
  '2001::1',
  'no address',
  '',
])('%s is not public', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

it.each(['8.8.8.8', '172.32.0.1', '192.169.0.1', '2606:4700::1111', '2a00:1450::1'])(
  '%s is public',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

it.each(['127.0.0.1', 'localhost', '0', '0x7f.1', '2130706433', '::1', '169.254.169.254'])(
  'reaches nothing inside by the name %s',
  async (host) => {
    await expect(createMailReach([])(host, 25)).rejects.toBeInstanceOf(OutOfReach);
  },
);

it('reaches no port of a public address but those of mail', async () => {
  await expect(createMailReach([])('8.8.8.8', 22)).rejects.toBeInstanceOf(OutOfReach);
  await expect(createMailReach([])('8.8.8.8', 443)).rejects.toBeInstanceOf(OutOfReach);
});

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A server inside that counts who comes. */
async function listen(): Promise<{ port: number; callers: () => number }> {
  let callers = 0;
  const server = createServer((socket) => {
    callers += 1;
    socket.on('error', () => undefined).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => server.close());
  return { port: (server.address() as AddressInfo).port, callers: () => callers };
}

/** A name server on the loopback that answers any name with these, then with the next ones (RFC 1035 4.1). */
async function nameServer(...answers: readonly (readonly string[])[]) {
  let asked = 0;
  const socket = createSocket('udp4');
  socket.on('message', (query, { port, address }) => {
    const addresses = answers[Math.min(asked, answers.length - 1)] ?? [];
    asked += 1;
    const header = Buffer.from(query.subarray(0, 12));
    header.writeUInt16BE(0x8180, 2);
    header.writeUInt16BE(addresses.length, 6);
    header.writeUInt16BE(0, 10);
    // The question ends with its zero label, type and class; what EDNS adds behind it is left out.
    const question = query.subarray(12, query.indexOf(0, 12) + 5);
    const records = addresses.map((one) =>
      Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...one.split('.').map(Number)]),
    );
    socket.send(Buffer.concat([header, question, ...records]), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  ends.push(() => socket.close());
  const resolver = new dns.Resolver();
  resolver.setServers([`127.0.0.1:${socket.address().port}`]);
  return async (host: string) =>
    (await resolver.resolve4(host)).map((address) => ({ address, family: 4 }) as const);
}

it.each([
  [['127.0.0.1', '10.0.0.7']],
  [['10.0.0.7', '127.0.0.1']],
  [['127.0.0.1', '127.0.0.1', '169.254.169.254']],
])('refuses a name whose answer %j mixes what may be reached with what may not, whole', async (answer) => {
  const { port, callers } = await listen();
  const reach = createMailReach(['127.0.0.0/8'], await nameServer(answer));
  await expect(reach('mixed.example', port)).rejects.toBeInstanceOf(OutOfReach);
  expect(callers()).toBe(0);
});

it('connects to the address that was judged, whatever DNS would say a moment later', async () => {
  const { port, callers } = await listen();
  const resolve = await nameServer(['127.0.0.1'], ['10.0.0.7']);
  const socket = await createMailReach(['127.0.0.0/8'], resolve)('rebound.example', port);
  expect(socket.remoteAddress).toBe('127.0.0.1');
  socket.destroy();
  await expect.poll(callers).toBe(1);
  await expect(createMailReach(['127.0.0.0/8'], resolve)('rebound.example', port)).rejects.toBeInstanceOf(
    OutOfReach,
  );
});

it('reaches what the server’s operator lists, at any port', async () => {
  const server = createServer((socket) => socket.on('error', () => undefined));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = await createMailReach(['127.0.0.0/8'])('127.0.0.1', (server.address() as AddressInfo).port);
  expect(socket.remoteAddress).toBe('127.0.0.1');
  socket.destroy();
  server.close();
});
