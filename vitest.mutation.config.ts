import { defineConfig } from 'vitest/config'
import { LoadFailures } from './test/mutation/load-failures.js'
import { UnitFirst } from './test/mutation/unit-first.js'

/** The tests that see a mutant: those that call the toolkit in their own process. */
export default defineConfig({
  test: {
    include: ['test/unit/helm/**/*.test.ts', 'test/agreement/{constructs,parts}.test.ts'],
    // It reads the toolkit's types, which are not those of the source once all mutants are in it.
    exclude: ['test/unit/helm/expression-lint.test.ts'],
    env: { HELM_RELEASES: 'newest' },
    reporters: [new LoadFailures()],
    sequence: { sequencer: UnitFirst },
  },
})
