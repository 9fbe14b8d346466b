import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/harness/global-setup.ts'],
    // Two cores must be enough: PGlite, Redis and PostgreSQL suites side by side starve each other with more.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    env: { TZ: 'Asia/Seoul' }, // a zone that is not UTC brings to light every date that leans on the machine's
  },
});
