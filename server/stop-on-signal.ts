import { setTimeout as sleep } from 'node:timers/promises';
import type { Foyer } from './assemble.ts';
import type { OpenedDatabase } from './open-databases.ts';
import type { Log } from './platform/log.ts';

interface Running {
  readonly foyer: Foyer;
  readonly database: OpenedDatabase;
}

interface StopOptions {
  readonly log: Log;
  /** How long it still serves after it said at `/readyz` that it leaves. */
  readonly drainSeconds: number;
}

// In milliseconds. A stop that hangs is ended by us, before whoever asked for it loses patience (F9).
const longestStop = 9500;
const longestAfterDrain = 4500;
/** Before that end our database is told to stop, so that it is not left behind: what is at work then it undoes. */
const forDatabase = 1500;

/** SIGTERM and Ctrl-C end the program when its start is over; a second one while it drains ends that at once. */
export function stopOnSignal(starting: Promise<Running>, { log, drainSeconds }: StopOptions): void {
  const impatience = new AbortController();
  let stopping = false;
  // A database that dies while we leave must not turn a stop into a crash: pg-boss takes its error handler off a
  // connection before that connection is closed.
  const note = (error: unknown) => log.warn({ err: error }, 'while stopping');
  const onSignal = () => {
    if (stopping) impatience.abort();
    else void stop();
    stopping = true;
  };

  async function stop(): Promise<void> {
    const drain = drainSeconds * 1000;
    const longest = Math.max(longestStop, drain + longestAfterDrain);
    const cut = sleep(longest - forDatabase, 'cut' as const, { ref: false });
    setTimeout(() => process.exit(1), longest).unref();
    // A start that fails says so and exits by itself.
    const { foyer, database } = await starting;
    process.on('uncaughtException', note);
    foyer.announceStop();
    await sleep(drain, undefined, { signal: impatience.signal }).catch(() => undefined);
    if ((await Promise.race([foyer.stop().catch(note), cut])) === 'cut')
      log.warn('what took too long was cut off, and is undone');
    await database.stop().catch(note);
    process.exit(0);
  }

  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
}
