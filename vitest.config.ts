import { defineConfig } from 'vitest/config';

/**
 * Unit tests sit beside the code. Tests of windows before a made-up main measure no time and run two files at once; integration
 * and end-to-end tests, with real programs on both sides, run one after the other.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // Property tests take seconds on a computer that does other things, too.
          testTimeout: 40_000,
          include: ['{shared,relay,applet,console,build}/**/*.test.{ts,tsx}', 'tests/architecture/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'windows',
          include: ['tests/windows/**/*.test.ts'],
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          retry: 1,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Real processes, sockets and windows on a computer that may be busy: once more before it counts.
          retry: 1,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          retry: 1,
        },
      },
    ],
  },
});
