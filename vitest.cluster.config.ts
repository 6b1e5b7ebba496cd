import { defineConfig } from 'vitest/config'

const isPossible = process.platform === 'linux' && process.getuid?.() === 0
if (!isPossible) console.error('SKIPPED test/cluster: it needs root on Linux')

/** The test of the built-in cluster itself, which starts and removes it. */
export default defineConfig({
  test: {
    include: isPossible ? ['test/cluster/**/*.test.ts'] : [],
    passWithNoTests: !isPossible,
    testTimeout: 1_800_000,
  },
})
