import { defineConfig } from 'vitest/config';

/** Threads that share their modules: ten times as fast as one process per file, and no test may leave state behind. */
const shared = {
  pool: 'threads' as const,
  isolate: false,
  setupFiles: ['tests/support/no-stray-console.ts'],
  // As long as the browser waits for what it looks for: a busy machine answers late, and is no fault.
  expect: { poll: { timeout: 10_000 } },
};

export default defineConfig({
  test: {
    globalSetup: ['tests/support/database-server.ts'],
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'server',
          include: [
            '{server,contract,scripts,cli}/**/*.test.ts',
            'web/**/*.test.ts',
            'tests/support/**/*.test.ts',
            'tests/contract/**/*.test.ts',
            'tests/texts/**/*.test.ts',
          ],
          // As many as the cores that are reckoned with: the library would leave one idle.
          maxWorkers: 2,
          testTimeout: 15_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          // Two side by side, because most of their time is waiting; each has a database and ports of its own.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          // A journey waits in turn for the browser, the server and PostgreSQL: alone it leaves a core half idle.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
