import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import { destination, pino, stdTimeFunctions } from 'pino';

/** What the program says to its operator: a line of JSON for each event, never an address, a name or a secret. */
export type Log = FastifyBaseLogger;

interface LogOptions {
  readonly logLevel: string;
  /** Where the lines go; absent: standard output. */
  readonly logTo?: { write(line: string): void };
}

interface Failure extends Error {
  readonly code?: string;
  readonly constraint?: string;
}

/** What went wrong and where, without what PostgreSQL tells beside it: the row, a person's data in it (P24). */
function causeOf({ name: type, message, code, constraint, stack = '' }: Failure) {
  return { type, message, code, constraint, stack };
}

/** The pattern of its route: an address holds ids, and may hold what somebody typed (P12). */
function requestOf({ method, routeOptions }: FastifyRequest) {
  return { method, route: routeOptions?.url ?? 'none' };
}

/** One for the whole process: its end writes what is gathered. */
let standardOutput: { write(line: string): void } | undefined;

/** One for the whole program, made before anything that may fail. docs/operating.md says what each level holds. */
export function createLog({ logLevel, logTo }: LogOptions): Log {
  const options = {
    level: logLevel,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (level: string) => ({ level }) },
    // Nothing of ours logs these: a wall behind what a library or a later hand might do.
    redact: ['authorization', 'cookie', 'headers', 'password', 'token', 'email', 'body'],
    serializers: { err: causeOf, req: requestOf },
  };
  return pino(options, logTo ?? (standardOutput ??= gathered()));
}

/**
 * Lines of one moment leave together: under load each of its own took a tenth of what a small request costs. They are left
 * to the system: the library's own gathering waits for the disk, and the whole program with it.
 */
function gathered(): { write(line: string): void } {
  const output = destination({ sync: true });
  let lines = '';
  const leave = () => {
    const text = lines;
    lines = '';
    if (text) output.write(text);
  };
  process.on('exit', leave);
  return {
    write(line) {
      if (!lines) setImmediate(leave);
      lines += line;
    },
  };
}
