import { expect, test } from 'vitest';
import { AppError } from '../../platform/app-error.ts';
import { createReadingRoom } from './reading-room.ts';

const mebibyte = 1024 * 1024;

test('what files keep in memory is shared among them, however many come', () => {
  const room = createReadingRoom();
  const alone = room.open(undefined);
  expect([mebibyte / 4, mebibyte / 2].map((size) => alone.isEnough(size))).toEqual([false, true]);
  const others = Array.from({ length: 255 }, () => room.open(undefined));
  expect([4096, 8192].map((size) => alone.isEnough(size))).toEqual([false, true]);
  for (const other of others) other.close();
  expect(alone.isEnough(mebibyte / 4)).toBe(false);
});

test('workbooks, which are whole in memory, are refused for a while where others fill it', () => {
  const room = createReadingRoom();
  const files = Array.from({ length: 7 }, () => room.open(undefined));
  for (const file of files.slice(0, 6)) file.keep(20 * mebibyte);
  expect(() => files[6]?.keep(20 * mebibyte)).toThrow(new AppError('overloaded', { retryAfter: 5 }));
  files[0]?.close();
  files[6]?.keep(20 * mebibyte);
});

test('a sender that went away has no turn, and holds none', async () => {
  const room = createReadingRoom();
  const gone = new AbortController();
  const [one, other] = [room.open(undefined), room.open(undefined)];
  const ends = [await one.takeTurn(), await other.takeTurn()];
  const waiting = room.open(gone.signal).takeTurn();
  gone.abort(new AppError('malformed_request'));
  await expect(waiting).rejects.toThrow(new AppError('malformed_request'));
  for (const end of ends) end();
  await Promise.all([one.takeTurn(), other.takeTurn()]);
});
