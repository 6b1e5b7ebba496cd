import { XMLParser } from 'fast-xml-parser'

/** How many tests ended how, and the names of those that failed. */
export interface Counts {
  readonly passed: number
  readonly skipped: number
  readonly failed: number
  readonly failures: readonly string[]
}

export const none: Counts = { passed: 0, skipped: 0, failed: 0, failures: [] }

export const sum = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  skipped: a.skipped + b.skipped,
  failed: a.failed + b.failed,
  failures: [...a.failures, ...b.failures],
})

/** "3 passed, 0 failed", and what was skipped if anything was. */
export const inWords = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`

interface Suite {
  readonly tests: string
  readonly failures: string
  readonly errors: string
  readonly skipped: string
  readonly testcase?: readonly Case[]
}

interface Case {
  readonly classname: string
  readonly name: string
  readonly failure?: unknown
  readonly error?: unknown
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  isArray: (name) => name === 'testsuite' || name === 'testcase',
})

/** The counts in a JUnit report, which Vitest and pytest write alike. */
export function countsOf(report: string): Counts {
  const { testsuites } = parser.parse(report) as { testsuites?: { testsuite?: readonly Suite[] } }
  const suites = testsuites?.testsuite ?? []
  return suites.map(countsOfSuite).reduce(sum, none)
}

function countsOfSuite({ tests, failures, errors, skipped, testcase = [] }: Suite): Counts {
  const failed = Number(failures) + Number(errors)
  return {
    passed: Number(tests) - failed - Number(skipped),
    skipped: Number(skipped),
    failed,
    failures: testcase
      .filter(({ failure, error }) => failure !== undefined || error !== undefined)
      .map(({ classname, name }) => `${classname}: ${name}`),
  }
}
