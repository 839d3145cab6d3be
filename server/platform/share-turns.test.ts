import { expect, test } from 'vitest';
import { shareTurns } from './share-turns.ts';

/** Turns that wait until the test lets them go, and what they were asked. */
function turnsOnCommand() {
  const turns: { readonly key: string; readonly asked: readonly number[]; go(): void; fail(): void }[] = [];
  const ask = shareTurns(
    (key: string, asked: readonly number[]) =>
      new Promise<readonly number[]>((resolve, reject) => {
        turns.push({
          key,
          asked,
          go: () => resolve(asked.map((number) => number * 10)),
          fail: () => reject(new Error('no answer')),
        });
      }),
  );
  return { turns, ask };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('who comes alone is asked at once, who comes meanwhile shares the next turn', async () => {
  const { turns, ask } = turnsOnCommand();
  const first = ask('a', 1);
  const others = [ask('a', 2), ask('a', 3)];
  expect(turns.map(({ asked }) => asked)).toEqual([[1]]);
  turns[0]?.go();
  expect(await first).toBe(10);
  expect(turns.map(({ asked }) => asked)).toEqual([[1], [2, 3]]);
  turns[1]?.go();
  expect(await Promise.all(others)).toEqual([20, 30]);
});

test('keys do not wait for each other', () => {
  const { turns, ask } = turnsOnCommand();
  void ask('a', 1);
  void ask('b', 2);
  expect(turns.map(({ key }) => key)).toEqual(['a', 'b']);
});

test('what fails, fails for its turn only', async () => {
  const { turns, ask } = turnsOnCommand();
  const first = ask('a', 1);
  const second = ask('a', 2);
  turns[0]?.fail();
  await expect(first).rejects.toThrow('no answer');
  turns[1]?.go();
  expect(await second).toBe(20);
  const third = ask('a', 3);
  turns[2]?.go();
  expect(await third).toBe(30);
});

test('a crowd is carried in turns of a hundred, nobody forgotten', async () => {
  const { turns, ask } = turnsOnCommand();
  const answers = Array.from({ length: 251 }, (_, number) => ask('a', number));
  for (let turn = 0; turn < 4; turn++) {
    turns[turn]?.go();
    await settled();
  }
  expect(turns.map(({ asked }) => asked.length)).toEqual([1, 100, 100, 50]);
  expect(await Promise.all(answers)).toEqual(Array.from({ length: 251 }, (_, number) => number * 10));
});

test('an answer too few is an error, not somebody else’s answer', async () => {
  const ask = shareTurns(() => Promise.resolve<number[]>([]));
  await expect(ask('a', 1)).rejects.toThrow('as many answers as questions');
});
