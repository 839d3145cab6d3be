import http from 'node:http';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { apiBase } from '../contract/define-route.ts';
import { benchPassword } from './bench-password.ts';
import { percentile } from './percentile.ts';

// A process of its own, so that what it costs is not counted as the server's. It asks by `node:http` over
// connections that stay open: the lightest client that is at hand. What it takes to compile itself and to connect is not
// counted either: in a run of 20,000 that alone was the slowest hundredth.

export interface Load {
  readonly origin: string;
  readonly cookie: string;
  readonly kind: keyof typeof kinds;
  /** How many requests are under way at any time: each caller asks again when it is answered, after a pause. */
  readonly parallel: number;
  readonly requests: number;
  /** Asked before those, and not counted. Left out: ten for each caller. */
  readonly warmUp?: number;
  /** Between an answer and the next request; none where it is left out. */
  readonly pauseMs?: number;
  /** Told apart from the names of other runs. */
  readonly run: string;
}

export interface LoadResult {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** Answers by status; 0 is a connection that broke. */
  readonly statuses: Readonly<Record<string, number>>;
}

const kinds = {
  registration: (number: number) => {
    const email = `person.${load.run}.${number}@bench.example`;
    return send('POST', '/registrations', { account: { email }, delivery: { channel: 'email' } });
  },
  availability: (number: number) => {
    const email = encodeURIComponent(`person.${(number * 7919) % 2_000_000}@bench.example`);
    return send('GET', `/availability?email=${email}&username=someone.${number}`);
  },
  signIn: (number: number) =>
    send('POST', '/session', { login: `person.${1 + (number % 1000)}`, password: benchPassword }),
  home: () => send('GET', '/home'),
} as const;

const load = JSON.parse(process.argv[2] ?? '') as Load;
const { hostname, port } = new URL(load.origin);
const ask: (number: number) => Promise<number> = kinds[load.kind];
const agent = new http.Agent({ keepAlive: true, maxSockets: load.parallel });

let statuses: Record<string, number> = {};
let times: number[] = [];
let next = 0;

const callAll = (until: number) => Promise.all(Array.from({ length: load.parallel }, () => caller(until)));

async function caller(until: number): Promise<void> {
  while (next < until) {
    const number = next++;
    const begin = performance.now();
    const status = await ask(number);
    times.push(performance.now() - begin);
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (load.pauseMs !== undefined) await sleep(load.pauseMs);
  }
}

function send(method: string, path: string, content?: object): Promise<number> {
  const body = content === undefined ? '' : JSON.stringify(content);
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
    const request = http.request(
      { agent, hostname, port, method, path: apiBase + path, headers },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
        response.on('error', () => resolve(0));
      },
    );
    request.on('error', () => resolve(0));
    request.end(body);
  });
}

const { warmUp = 10 * load.parallel } = load;
await callAll(warmUp);
[statuses, times] = [{}, []];
const begin = performance.now();
await callAll(warmUp + load.requests);
const seconds = (performance.now() - begin) / 1000;
agent.destroy();
const result: LoadResult = {
  perSecond: load.requests / seconds,
  p50Ms: percentile(times, 50),
  p95Ms: percentile(times, 95),
  p99Ms: percentile(times, 99),
  statuses,
};
process.stdout.write(JSON.stringify(result));
