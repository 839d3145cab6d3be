import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { connect, isIPv6 } from 'node:net';
import type { Socket } from 'node:net';
import { isPublicAddress, networks } from './public-network.ts';

/** The ports on which mail servers take mail from programs; 2525 where a provider's network shuts the others. */
export const mailPorts: readonly number[] = [25, 465, 587, 2525];

/** A mail server that someone may not name in Settings: it is inside, or no mail server by its port. */
export class OutOfReach extends Error {
  override readonly name = 'OutOfReach';
  readonly code = 'EREACH';
}

type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/** Opens the connection to a mail server that Settings name. @throws {OutOfReach}, and what DNS and TCP throw */
export type OpenConnection = (host: string, port: number) => Promise<Socket>;

/**
 * Who may change Settings is not who runs the server, and must not explore its network by it: only mail ports of
 * public addresses are reached, and every port within the networks that the server's operator lists. The name is
 * resolved once, each address judged, and the connection made to those alone: an answer of DNS that changes in
 * between changes nothing.
 * @param allowed `SMTP_NETWORKS` @param resolve asks DNS for all addresses of a name
 */
export function createMailReach(
  allowed: readonly string[],
  resolve: Resolve = (host) => lookup(host, { all: true }),
): OpenConnection {
  const inside = networks(allowed);
  const mayReach = (address: string, port: number) =>
    inside.check(address, isIPv6(address) ? 'ipv6' : 'ipv4') ||
    (isPublicAddress(address) && mailPorts.includes(port));
  return async (host, port) => {
    const found = await resolve(host);
    const reachable = found.filter(({ address }) => mayReach(address, port));
    // One address inside among several outside is a trick, or a mistake worth telling.
    if (reachable.length === 0 || reachable.length < found.length) throw new OutOfReach('out of reach');
    return open(host, port, reachable);
  };
}

// Until the connection stands.
const milliseconds = 10_000;

function open(host: string, port: number, addresses: readonly LookupAddress[]): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const socket = connect({
    host,
    port,
    autoSelectFamily: true,
    // The addresses that were judged, whatever DNS would say now.
    lookup: (_host, _options, answer) => answer(null, [...addresses]),
  });
  const late = setTimeout(() => {
    socket.destroy(Object.assign(new Error('Connection timeout'), { code: 'ETIMEDOUT' }));
  }, milliseconds);
  socket.once('error', reject);
  socket.once('connect', () => {
    clearTimeout(late);
    // Until the mailer listens by itself, a connection that breaks must not end the process.
    socket.on('error', () => undefined);
    resolve(socket);
  });
  socket.once('close', () => clearTimeout(late));
  return promise;
}
