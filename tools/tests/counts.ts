/** How many tests ended how. */
export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export const none: Counts = { passed: 0, failed: 0, skipped: 0 }

export const sum = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
})

/** "3 passed, 0 failed", and what was skipped if anything was. */
export const inWords = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`

/** The counts in a JUnit report, which Vitest and pytest write alike: attributes of each `<testsuite>`. */
export function countsOf(report: string): Counts {
  return [...report.matchAll(/<testsuite\s([^>]*)>/g)].map(([, attributes = '']) => suite(attributes)).reduce(sum, none)
}

function suite(attributes: string): Counts {
  const count = (name: string): number => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(attributes)?.[1] ?? 0)
  const [failed, skipped] = [count('failures') + count('errors'), count('skipped')]
  return { passed: count('tests') - failed - skipped, failed, skipped }
}
