import { XMLParser } from 'fast-xml-parser'

/** How many tests ended how, and the names of those that failed, each with the reason on lines of its own. */
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
  readonly failure?: Reason | string
  readonly error?: Reason | string
}

interface Reason {
  readonly message?: string
  readonly '#text'?: string
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
    failures: testcase.flatMap(({ classname, name, failure, error }) => {
      const reason = failure ?? error
      return reason === undefined ? [] : [[`${classname}: ${name}`, ...linesOf(reason)].join('\n    ')]
    }),
  }
}

const mostLines = 12

/** What a runner says of a failure, and the lines that differ. Whole it stands in the runner's own output. */
const linesOf = (reason: Reason | string): readonly string[] => {
  const { message = '', '#text': body = '' } = typeof reason === 'string' ? { '#text': reason } : reason
  const differing = body.split('\n').filter((line) => /^[-+E] /.test(line))
  return [...message.trim().split('\n'), ...differing].filter((line) => line !== '').slice(0, mostLines)
}
