import { useSyncExternalStore } from 'react';
import { NoAnswer } from '../../contract/client.ts';

/** Waits before each look, in ms: soon at first, then ever longer. */
const waits = [250, 1000, 2000, 4000, 8000, 15_000];

/** A loss so soon after the last one, in ms, is the same trouble: the waits go on where they were. */
const sameTrouble = 30_000;

/** A call that takes longer, in ms, makes one look whether anybody is there at all. */
const patience = 10_000;

/** Nobody who is there takes longer, in ms, to say so. */
const lookLasts = 5000;

const listeners = new Set<() => void>();
let back: PromiseWithResolvers<void> | null = null;
let losses = 0;
let backAt = -Infinity;

/**
 * To be called when nobody answered. Looks for the server until it answers again, and sooner when the device comes
 * back to the network or the person to the page.
 * @returns when it is back
 */
export function untilServerIsBack(): Promise<void> {
  if (!back) {
    back = Promise.withResolvers();
    losses = performance.now() - backAt < sameTrouble ? losses + 1 : 0;
    tell();
    void look();
  }
  return back.promise;
}

/**
 * Waits for an answer as long as the server is there: one that is busy is waited for.
 * @throws {NoAnswer} where it takes what it is sent and says nothing, not even that it is there
 */
export async function unlessServerHangs<T>(answer: Promise<T>): Promise<T> {
  const answered = answer.then(
    () => true,
    () => true,
  );
  while (!(await Promise.race([answered, after(patience)]))) {
    if (!(await Promise.race([answered, answers()]))) throw new NoAnswer('the server hangs');
  }
  return answer;
}

function after(ms: number): Promise<false> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), ms);
  });
}

/** Whether nobody answers at present. */
export function useServerIsLost(): boolean {
  return useSyncExternalStore(subscribe, () => back !== null);
}

/** Calls the listener when the server is lost and when it is back. */
export function onServerLostOrBack(listener: (lost: boolean) => void): void {
  subscribe(() => listener(back !== null));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  for (const listener of listeners) listener();
}

async function look(): Promise<void> {
  let round = losses;
  do {
    await pause(waits[Math.min(round, waits.length - 1)] ?? 0);
    round += 1;
  } while (!(await answers()));
  backAt = performance.now();
  back?.resolve();
  back = null;
  tell();
}

async function answers(): Promise<boolean> {
  try {
    return (await fetch('/readyz', { cache: 'no-store', signal: AbortSignal.timeout(lookLasts) })).ok;
  } catch {
    return false;
  }
}

/** So long, or until something says that the next look may be worth it. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const end = () => {
      over.abort();
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(end, ms);
    addEventListener('online', end, { signal: over.signal });
    document.addEventListener('visibilitychange', end, { signal: over.signal });
  });
}
