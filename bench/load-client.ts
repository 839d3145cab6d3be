import http from 'node:http';
import { randomUUID } from 'node:crypto';
import { percentile } from './percentile.ts';

// A process of its own, so that what it costs is not counted as the server's. It asks by `node:http` over
// connections that stay open: the lightest client that is at hand.

export interface Load {
  readonly origin: string;
  readonly cookie: string;
  readonly kind: 'registration' | 'availability';
  /** How many requests are under way at any time: each caller asks again as soon as it is answered. */
  readonly parallel: number;
  readonly requests: number;
  /** Told apart from the names of other runs. */
  readonly run: string;
}

export interface LoadResult {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers by status; 0 is a connection that broke. */
  readonly statuses: Readonly<Record<string, number>>;
}

const load = JSON.parse(process.argv[2] ?? '') as Load;
const { hostname, port } = new URL(load.origin);
const agent = new http.Agent({ keepAlive: true, maxSockets: load.parallel });

const statuses: Record<string, number> = {};
const times: number[] = [];
let next = 0;

async function caller(): Promise<void> {
  while (next < load.requests) {
    const number = next++;
    const begin = performance.now();
    const status = await (load.kind === 'registration' ? register(number) : askAvailability(number));
    times.push(performance.now() - begin);
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
}

function register(number: number): Promise<number> {
  const email = `person.${load.run}.${number}@bench.example`;
  const body = JSON.stringify({ account: { email }, delivery: { channel: 'email' } });
  return ask('POST', '/api/v1/registrations', body);
}

function askAvailability(number: number): Promise<number> {
  const email = `person.${(number * 7919) % 2_000_000}@bench.example`;
  return ask('GET', `/api/v1/availability?email=${encodeURIComponent(email)}&username=someone.${number}`, '');
}

function ask(method: string, path: string, body: string): Promise<number> {
  return new Promise((resolve) => {
    const headers = {
      cookie: load.cookie,
      origin: load.origin,
      ...(body && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'idempotency-key': randomUUID(),
      }),
    };
    const request = http.request({ agent, hostname, port, method, path, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', () => resolve(0));
    });
    request.on('error', () => resolve(0));
    request.end(body);
  });
}

const begin = performance.now();
await Promise.all(Array.from({ length: load.parallel }, caller));
const seconds = (performance.now() - begin) / 1000;
agent.destroy();
const result: LoadResult = {
  perSecond: load.requests / seconds,
  p50Ms: percentile(times, 50),
  p99Ms: percentile(times, 99),
  statuses,
};
process.stdout.write(JSON.stringify(result));
