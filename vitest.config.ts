import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // By default Vitest leaves one processor out: of two that is half.
    maxWorkers: '100%',
    // A worker keeps what it has loaded, compiled and started for its next file, which halves the time of all.
    isolate: false,
    include: ['test/**/*.test.ts'],
    // They have configurations of their own: vitest.{boot,cluster,e2e}.config.ts.
    exclude: ['test/boot/**', 'test/cluster/**', 'test/e2e/**'],
    // A few tests start Helm hundreds of times; none depends on how fast that is.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
})
