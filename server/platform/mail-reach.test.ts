import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
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

it('reaches what the server’s operator lists, at any port', async () => {
  const server = createServer((socket) => socket.on('error', () => undefined));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = await createMailReach(['127.0.0.0/8'])('127.0.0.1', (server.address() as AddressInfo).port);
  expect(socket.remoteAddress).toBe('127.0.0.1');
  socket.destroy();
  server.close();
});
