import { defineConfig } from 'vitest/config';

/** Threads that share their modules: ten times as fast as one process per file, and no test may leave state behind. */
const shared = {
  pool: 'threads' as const,
  isolate: false,
  setupFiles: ['tests/support/no-stray-console.ts'],
};

export default defineConfig({
  test: {
    globalSetup: ['tests/support/database-server.ts'],
    // As many as the cores that are reckoned with, where the library would leave one idle: much of a test's time is waiting,
    // for a browser, a mail server, a process that begins. Each file has a database and ports of its own. Three are no
    // faster, and what waits for a page gets its turn late.
    maxWorkers: 2,
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
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // As long as the browser waits for what it looks for: a busy machine answers late, and is no fault.
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
});
