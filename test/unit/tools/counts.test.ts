import { expect, it } from 'vitest'
import { countsOf, inWords, none } from '../../../tools/tests/counts.js'

it('adds up the suites of a report of Vitest, and names what failed', () => {
  const report = `<?xml version="1.0" encoding="UTF-8" ?>
  <testsuites name="vitest tests" tests="7" failures="1" errors="0" time="0.1">
    <testsuite name="a.test.ts" hostname="h" tests="5" failures="1" errors="0" skipped="2" time="0.1">
      <testcase classname="a.test.ts" name="add &gt; says &quot;9&quot;" time="0.1"><failure message="no">it says 8</failure></testcase>
      <testcase classname="a.test.ts" name="add &gt; says nothing" time="0.1"></testcase></testsuite>
    <testsuite name="b.test.ts" hostname="h" tests="2" failures="0" errors="0" skipped="0" time="0.1"></testsuite>
  </testsuites>`
  expect(countsOf(report)).toEqual({
    passed: 4,
    failed: 1,
    skipped: 2,
    failures: ['a.test.ts: add > says "9"\n    no'],
  })
})

it('says why a test failed, with the lines that differ', () => {
  const report = `<testsuites><testsuite name="a" tests="1" failures="1" errors="0" skipped="0">
    <testcase classname="a.test.ts" name="down"><failure message="expected [ Array(1) ] to equal []">
AssertionError: expected [ Array(1) ] to equal []

- []
+ [
+   &quot;left: files: /run/x&quot;,
+ ]

 at a.test.ts:2:43
    </failure></testcase></testsuite></testsuites>`
  const lines = [
    'a.test.ts: down',
    'expected [ Array(1) ] to equal []',
    '- []',
    '+ [',
    '+   "left: files: /run/x",',
    '+ ]',
  ]
  expect(countsOf(report).failures).toEqual([lines.join('\n    ')])
})

it('counts what pytest calls an error as failed', () => {
  const report = `<testsuites><testsuite name="pytest" errors="1" failures="1" skipped="1" tests="10" time="1.5">
    <testcase classname="tests.test_a" name="test_one[x]"><error message="no database" /></testcase>
    <testcase classname="tests.test_a" name="test_two"><failure message="no">assert</failure></testcase>
  </testsuite></testsuites>`
  const failures = ['tests.test_a: test_one[x]\n    no database', 'tests.test_a: test_two\n    no']
  expect(countsOf(report)).toEqual({ passed: 7, failed: 2, skipped: 1, failures })
})

it('finds nothing in a report without suites', () => expect(countsOf('<testsuites/>')).toEqual(none))

it('mentions what was skipped only when something was', () => {
  expect(inWords({ ...none, passed: 2 })).toBe('2 passed, 0 failed')
  expect(inWords({ ...none, passed: 2, skipped: 3 })).toBe('2 passed, 0 failed, 3 skipped')
})
