import { defineConfig } from 'vitest/config'
import { obstacle } from './test/cluster/obstacle.js'

const why = obstacle()
const isPossible = why === undefined
if (!isPossible) console.error(`SKIPPED test/cluster: ${why}`)

/** The test of the built-in cluster itself, which starts and removes it. */
export default defineConfig({
  test: {
    include: isPossible ? ['test/cluster/**/*.test.ts'] : [],
    passWithNoTests: !isPossible,
    testTimeout: 1_800_000,
  },
})
