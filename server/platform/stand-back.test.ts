import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createStandBack } from './stand-back.ts';

async function watched(waiting: Promise<void>) {
  const state = { isOver: false };
  void waiting.then(() => (state.isOver = true));
  await sleep(0);
  return state;
}

it('waits for nothing where nothing is at hand', async () => {
  expect(await watched(createStandBack().wait(60_000))).toEqual({ isOver: true });
});

it('waits until the last of several is through, and through the pause between two slices', async () => {
  const standBack = createStandBack({ linger: 50 });
  const [first, second] = [standBack.begin(), standBack.begin()];
  const state = await watched(standBack.wait(60_000));
  first();
  await sleep(80);
  expect(state.isOver).toBe(false);
  second();
  const third = standBack.begin();
  await sleep(80);
  expect(state.isOver).toBe(false);
  third();
  await expect.poll(() => state.isOver).toBe(true);
});

it('waits no longer than its patience', async () => {
  const standBack = createStandBack({ linger: 0 });
  standBack.begin();
  expect(await watched(standBack.wait(60_000))).toEqual({ isOver: false });
  await expect(standBack.wait(20)).resolves.toBeUndefined();
});
