import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lintExpressions } from '../../../src/helm/lint/index.js'

const fixture = 'test/fixtures/expression-lint/forms.ts'

describe('an expression that is taken for a value', () => {
  it('is found in every form, and nothing else is', () => {
    const marked = readFileSync(fixture, 'utf8')
      .split('\n')
      .flatMap((line, index) => (line.endsWith('// bad') ? [index + 1] : []))
    const problems = lintExpressions({ files: [fixture] })
    const lines = problems.map((problem) =>
      Number(/^test\/fixtures\/expression-lint\/forms\.ts:(\d+):/.exec(problem)?.[1]),
    )
    expect(marked.length).toBeGreaterThan(30)
    expect([...new Set(lines)]).toEqual(marked)
    expect(problems).toContain(
      "test/fixtures/expression-lint/forms.ts:19:11: 'enabled' is an expression, whose value only Helm knows: " +
        'write when(…), ifElse(…), and(…), or(…) or not(…)',
    )
    expect(problems.find((problem) => problem.includes("'optional'"))).toMatch(/write orElse\(…\) or present\(…\)$/)
    expect(problems.find((problem) => problem.includes("'mode as"))).toMatch(/write eq\(…\), ne\(…\) or match\(…\)$/)
  }, 60_000)

  it('is not looked for in vain', () => {
    const file = join(import.meta.dirname, 'unresolved-import.ts')
    writeFileSync(
      file,
      "import { valuesOf } from 'slipway/nothing'\nexport const a = valuesOf<{ b: string }>().b ? 1 : 2\n",
    )
    try {
      expect(lintExpressions({ files: [file, 'no/such/file.ts'] })).toEqual([
        "test/unit/helm/unresolved-import.ts:1:26: 'slipway/nothing' is not found, so that its expressions cannot be seen",
        'no/such/file.ts: there is no such file',
      ])
    } finally {
      rmSync(file)
    }
  }, 60_000)
})
