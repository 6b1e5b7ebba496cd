import { defineConfig } from 'vitest/config'

// Mounts, network namespaces and other users need root, and are those of Linux.
const isPossible = process.platform === 'linux' && process.getuid?.() === 0
if (!isPossible) console.error('SKIPPED test/boot: it needs root on Linux')

/** Tests that run the programs of a release on this machine. */
export default defineConfig({
  test: {
    include: isPossible ? ['test/boot/**/*.test.ts'] : [],
    passWithNoTests: !isPossible,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Each test file has a machine of its own, whose programs wait for each other half of the time.
    maxWorkers: 3,
  },
})
