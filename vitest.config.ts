import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'steps/**/*.test.ts'],
    // Tests share no module state, so they need no fresh module graph each: this is several times faster.
    isolate: false,
    // Generous: a busy machine is slow, and only what hangs should fail by it.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // The slow ones wait for processes of their own.
    maxWorkers: 2,
    globalSetup: ['src/fixtures/fuzz-seed.ts', 'src/fixtures/judging/global.ts'],
    setupFiles: 'src/fixtures/judging/setup.ts',
  },
});
