import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestFoyer } from '../tests/support/test-foyer.ts';
import type { TestFoyer } from '../tests/support/test-foyer.ts';

let worker: TestFoyer;
beforeAll(async () => {
  worker = await startTestFoyer({ role: 'worker' });
});
afterAll(() => worker.stop());

it.each([
  ['/healthz', 200],
  ['/readyz', 200],
  ['/metrics', 200],
  ['/', 404],
  ['/sign-in', 404],
  ['/api/v1/session', 404],
  ['/api/openapi.json', 404],
])(
  'a worker answers %s with %i: its health and its figures, and nothing of anybody',
  async (path, status) => {
    expect((await worker.visitor().fetch(path)).status).toBe(status);
  },
);
