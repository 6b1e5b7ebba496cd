import { basename } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { obstacle } from './test/cluster/obstacle.js'

const why = obstacle()
const isPossible = why === undefined
if (!isPossible) console.error(`SKIPPED test/e2e: ${why}`)

/** Each file works alone; in this order they share one installation. */
const order = ['commands', 'install', 'network-policies', 'reconcile', 'faults', 'autoscaling', 'quota']

class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => order.indexOf(basename(moduleId, '.test.ts'))
    return [...files].sort((one, other) => place(one) - place(other))
  }
}

/** Tests that install the chart in the built-in cluster and look what becomes of it. */
export default defineConfig({
  test: {
    include: isPossible ? ['test/e2e/**/*.test.ts'] : [],
    passWithNoTests: !isPossible,
    globalSetup: isPossible ? ['test/e2e/support/global-setup.ts'] : [],
    setupFiles: ['test/e2e/support/setup.ts'],
    testTimeout: 420_000,
    hookTimeout: 420_000,
    fileParallelism: false,
    sequence: { sequencer: InOrder },
  },
})
