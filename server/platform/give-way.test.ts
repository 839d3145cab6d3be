import { expect, it } from 'vitest';
import { createGiveWay } from './give-way.ts';

/** Pieces of work that end on command. */
function work(giveWay: ReturnType<typeof createGiveWay>, count: number) {
  const ends: (() => void)[] = [];
  const all = Array.from({ length: count }, () =>
    giveWay.run(() => new Promise<void>((resolve) => ends.push(resolve))),
  );
  return { ends, all: Promise.all(all) };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

it('works at once while few are there', async () => {
  const giveWay = createGiveWay({ crowd: 2, beside: 1 });
  giveWay.came();
  const { ends } = work(giveWay, 5);
  await settled();
  expect(ends).toHaveLength(5);
});

it('does a little at a time beside a crowd, and all when it has gone', async () => {
  const giveWay = createGiveWay({ crowd: 2, beside: 1 });
  const [leave] = [giveWay.came(), giveWay.came()];
  const { ends, all } = work(giveWay, 5);
  await settled();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await settled();
  expect(ends).toHaveLength(2);
  leave();
  await settled();
  expect(ends).toHaveLength(5);
  for (const end of ends) end();
  await all;
});

it('goes on after what failed', async () => {
  const giveWay = createGiveWay({ crowd: 1, beside: 1 });
  giveWay.came();
  await expect(giveWay.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(giveWay.run(() => Promise.resolve('done'))).resolves.toBe('done');
});
