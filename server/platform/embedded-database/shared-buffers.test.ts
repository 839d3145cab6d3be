import { expect, test } from 'vitest';
import { sharedBuffers } from './shared-buffers.ts';

const gigabyte = 1024 ** 3;

test.each([
  [0, '128MB'],
  [0.25 * gigabyte, '128MB'],
  [1 * gigabyte, '256MB'],
  [2 * gigabyte, '512MB'],
  [4 * gigabyte, '1024MB'],
  [64 * gigabyte, '1024MB'],
])('of %d bytes PostgreSQL shares %s', (memory, buffers) => {
  expect(sharedBuffers(memory)).toBe(buffers);
});

test('the machine it runs on has what it asks for', () => {
  expect(sharedBuffers()).toMatch(/^\d{3,4}MB$/);
});
