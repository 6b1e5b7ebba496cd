import { expect, it } from 'vitest'
import { countsOf, inWords, none } from '../../../tools/tests/counts.js'

it('adds up the suites of a report of Vitest', () => {
  const report = `<testsuites name="vitest tests" tests="7" failures="1" errors="0" time="0.1">
    <testsuite name="a.test.ts" hostname="h" tests="5" failures="1" errors="0" skipped="2" time="0.1">
      <testcase name="tests=&quot;9&quot;"></testcase></testsuite>
    <testsuite name="b.test.ts" hostname="h" tests="2" failures="0" errors="0" skipped="0" time="0.1"></testsuite>`
  expect(countsOf(report)).toEqual({ passed: 4, failed: 1, skipped: 2 })
})

it('counts what pytest calls an error as failed', () => {
  const report = '<testsuites><testsuite name="pytest" errors="2" failures="1" skipped="1" tests="10" time="1.5">'
  expect(countsOf(report)).toEqual({ passed: 6, failed: 3, skipped: 1 })
})

it('finds nothing in a report without suites', () => expect(countsOf('<testsuites/>')).toEqual(none))

it('mentions what was skipped only when something was', () => {
  expect(inWords({ passed: 2, failed: 0, skipped: 0 })).toBe('2 passed, 0 failed')
  expect(inWords({ passed: 2, failed: 0, skipped: 3 })).toBe('2 passed, 0 failed, 3 skipped')
})
