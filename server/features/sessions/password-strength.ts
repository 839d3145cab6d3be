import { Worker } from 'node:worker_threads';
import { AppError } from '../../platform/app-error.ts';

export type StrengthScore = 0 | 1 | 2 | 3 | 4;

export interface StrengthMeter {
  /**
   * Zxcvbn's score, from 0 (guessed at once) to 4 (very unlikely to be guessed). Advice only: `checkPassword` decides.
   * @throws {AppError} `overloaded` when too many wait, or the thread gave up.
   */
  measure(password: string, about: readonly string[]): Promise<{ score: StrengthScore }>;
  /** Ends the thread; what waits is refused. */
  stop(): Promise<void>;
}

/** To the worker and back. */
export interface StrengthQuestion {
  readonly id: number;
  readonly password: string;
  readonly about: readonly string[];
}
export interface StrengthAnswer {
  readonly id: number;
  readonly score: StrengthScore;
}

/** Scoring takes up to half a second at this length, and grows faster than it. What is longer is not weaker. */
const longestInput = 64;

const limits = { waiting: 20, idleMs: 60_000, answerMs: 10_000 } as const;

/**
 * Scores passwords in a thread of its own: the dictionaries take a quarter of a second to load, some 100 MB while
 * loaded, and a score up to half a second. The thread starts with the first question and ends after a minute without one.
 */
export function createStrengthMeter(options: { readonly idleMs?: number } = {}): StrengthMeter {
  const idleMs = options.idleMs ?? limits.idleMs;
  let thread: StrengthThread | undefined;

  function currentThread(): StrengthThread {
    thread ??= startThread(idleMs, (ended) => {
      if (thread === ended) thread = undefined;
    });
    return thread;
  }

  return {
    async measure(password, about) {
      const current = currentThread();
      if (current.waiting() >= limits.waiting) throw new AppError('overloaded', { retryAfter: 1 });
      const score = await current.ask(
        password.normalize('NFC').slice(0, longestInput),
        about.slice(0, 10).map((word) => word.slice(0, longestInput)),
      );
      return { score };
    },
    async stop() {
      await thread?.end();
    },
  };
}

interface StrengthThread {
  ask(password: string, about: readonly string[]): Promise<StrengthScore>;
  waiting(): number;
  end(): Promise<void>;
}

interface Asker {
  readonly resolve: (score: StrengthScore) => void;
  readonly reject: (error: Error) => void;
}

function startThread(idleMs: number, ended: (thread: StrengthThread) => void): StrengthThread {
  const worker = new Worker(new URL('./password-strength-worker.ts', import.meta.url), {
    // A thread that goes wild ends itself, not the server.
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  const askers = new Map<number, Asker>();
  let lastId = 0;
  let timer: NodeJS.Timeout | undefined;

  const thread: StrengthThread = {
    ask: (password, about) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        askers.set(id, { resolve, reject });
        worker.postMessage({ id, password, about } satisfies StrengthQuestion);
        watch();
      }),
    waiting: () => askers.size,
    end,
  };

  /** One clock for both: no question for a minute, or no answer for ten seconds. */
  function watch(): void {
    clearTimeout(timer);
    // An idle thread must not hold the process.
    if (askers.size > 0) worker.ref();
    else worker.unref();
    timer = setTimeout(() => void end(), askers.size > 0 ? limits.answerMs : idleMs).unref();
  }

  async function end(): Promise<void> {
    clearTimeout(timer);
    ended(thread);
    for (const { reject } of askers.values()) reject(new AppError('overloaded', { retryAfter: 1 }));
    askers.clear();
    await worker.terminate();
  }

  worker.on('message', ({ id, score }: StrengthAnswer) => {
    askers.get(id)?.resolve(score);
    askers.delete(id);
    watch();
  });
  worker.on('error', () => void end());
  worker.on('exit', () => void end());
  return thread;
}
