import { expect, test, vi, beforeEach, afterEach } from 'vitest';
import { createTurnstile } from './turnstile.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Work that ends when it is told to. */
function openWork(): { work: () => Promise<void>; end: () => void; started: () => boolean } {
  const { promise, resolve } = Promise.withResolvers<void>();
  let started = false;
  return {
    work: () => {
      started = true;
      return promise;
    },
    end: resolve,
    started: () => started,
  };
}

function turnstileOf(places: number) {
  return createTurnstile({ places, maxWaitMs: 2000, refusal: () => new Error('full') });
}

test('never lets more through than it has places, and hands them on in order', async () => {
  const turnstile = turnstileOf(2);
  const works = Array.from({ length: 4 }, openWork);
  const runs = works.map(({ work }) => turnstile.run(work));
  await vi.advanceTimersByTimeAsync(0);
  expect(works.map(({ started }) => started())).toEqual([true, true, false, false]);
  works[1]?.end();
  await vi.advanceTimersByTimeAsync(0);
  expect(works.map(({ started }) => started())).toEqual([true, true, true, false]);
  for (const { end } of works) end();
  await Promise.all(runs);
});

test('refuses whom it kept waiting for too long, and then forgets them', async () => {
  const turnstile = turnstileOf(1);
  const first = openWork();
  const late = openWork();
  const running = turnstile.run(first.work);
  const [outcome] = await Promise.allSettled([turnstile.run(late.work), vi.advanceTimersByTimeAsync(2000)]);
  expect(outcome).toMatchObject({ status: 'rejected', reason: { message: 'full' } });
  first.end();
  await running;
  expect(late.started()).toBe(false);
  await expect(turnstile.run(async () => 'free again')).resolves.toBe('free again');
});

test('frees the place of work that failed', async () => {
  const turnstile = turnstileOf(1);
  await expect(turnstile.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  await expect(turnstile.run(async () => 'free again')).resolves.toBe('free again');
});

test('lets go whoever left the line, at once, and does none of their work', async () => {
  const turnstile = turnstileOf(1);
  const first = openWork();
  const left = openWork();
  const leaving = new AbortController();
  const running = turnstile.run(first.work);
  const waiting = turnstile.run(left.work, leaving.signal);
  const behind = turnstile.run(async () => 'behind');
  leaving.abort(new Error('gone'));
  await expect(waiting).rejects.toThrow('gone');
  expect(turnstile.waiting()).toBe(1);
  first.end();
  await running;
  await expect(behind).resolves.toBe('behind');
  await expect(turnstile.run(left.work, leaving.signal)).rejects.toThrow('gone');
  expect(left.started()).toBe(false);
});
