import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { parentPort } from 'node:worker_threads';
import { SMTPServer } from 'smtp-server';

// A thread of its own, so that what it costs is not counted as the sender's. It answers at once and keeps no mail.

export interface Taken {
  readonly mails: number;
  /** Different recipients. */
  readonly people: number;
  readonly connections: number;
  readonly bytes: number;
}

let [mails, connections, bytes] = [0, 0, 0];
const people = new Set<string>();

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  logger: false,
  disableReverseLookup: true,
  closeTimeout: 100,
  onConnect(_session, callback) {
    connections += 1;
    callback(null);
  },
  onData(stream, { envelope }, callback) {
    stream.on('data', (part: Buffer) => (bytes += part.length));
    stream.on('end', () => {
      mails += 1;
      for (const { address } of envelope.rcptTo) people.add(address);
      callback(null);
    });
  },
});
server.on('error', () => {});
server.listen(0, '127.0.0.1');
await once(server.server, 'listening');

parentPort?.on('message', (asked: 'taken' | 'stop') => {
  if (asked === 'stop') server.close(() => process.exit(0));
  const taken: Taken = { mails, people: people.size, connections, bytes };
  parentPort?.postMessage(taken);
});
parentPort?.postMessage((server.server.address() as AddressInfo).port);
