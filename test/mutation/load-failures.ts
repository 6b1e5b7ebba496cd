import type { RunnerTestCase, RunnerTestFile } from 'vitest'
import type { Reporter, Vitest } from 'vitest/node'

/**
 * Stryker asks for failed tests only. A change that keeps a test file from loading leaves none behind and would count as
 * unnoticed, so such a file gets a failed test.
 */
export class LoadFailures implements Reporter {
  #vitest: Vitest | undefined

  onInit(vitest: Vitest): void {
    this.#vitest = vitest
  }

  onTestRunEnd(): void {
    for (const file of this.#vitest?.state.getFiles() ?? []) {
      if (file.tasks.length === 0 && file.result?.state === 'fail') file.tasks.push(failedTest(file))
    }
  }
}

const failedTest = (file: RunnerTestFile): RunnerTestCase => ({
  type: 'test',
  id: `${file.id}_load`,
  name: 'loads',
  fullName: `${file.fullName} loads`,
  fullTestName: 'loads',
  mode: 'run',
  file,
  suite: file,
  meta: {},
  context: undefined as never,
  timeout: 0,
  annotations: [],
  artifacts: [],
  result: { state: 'fail', errors: file.result?.errors ?? [] },
})
