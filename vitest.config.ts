import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // They have a configuration of their own: vitest.boot.config.ts.
    exclude: ['test/boot/**'],
    // A few tests start Helm hundreds of times; none depends on how fast that is.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
})
