import { format } from 'node:util';
import { afterEach, beforeEach, expect } from 'vitest';

/** A test that expects a warning spies on the console itself; every other one fails by it. */
const stray: string[] = [];

const note = (...parts: unknown[]): void => {
  stray.push(format(...parts));
};
const noteWarning = (warning: Error): void => {
  stray.push(String(warning));
};

beforeEach(() => {
  stray.length = 0;
  console.error = note;
  console.warn = note;
  process.on('warning', noteWarning);
});

afterEach(() => {
  process.off('warning', noteWarning);
  expect(stray, 'written to the console').toEqual([]);
});
