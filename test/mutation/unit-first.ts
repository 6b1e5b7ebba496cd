import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Tests that start Helm come last: most changes are noticed before, and the first failed test ends a run. */
export class UnitFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const startsHelm = ({ moduleId }: TestSpecification) => !moduleId.includes('/test/unit/')
    return (await super.sort(files)).sort((a, b) => Number(startsHelm(a)) - Number(startsHelm(b)))
  }
}
