import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { projectFolder } from '../../src/cli/project.js'
import { filesBelow, installOutside, runOutside } from './outsider.js'

const example = 'examples/toolkit-minimal'

describe('the example for outsiders, outside this repository', () => {
  const folder = installOutside(example)
  afterAll(() => rmSync(folder, { recursive: true }))

  it('type-checks', async () => {
    expect(await runOutside(folder, ['typescript/bin/tsc', '--noEmit'])).toBe('')
  })

  it('builds the chart that is committed', async () => {
    expect(await runOutside(folder, ['tsx/dist/cli.mjs', 'src/build.ts'])).toContain('wrote 10 files')
    expect(filesBelow(join(folder, 'chart'))).toEqual(filesBelow(join(projectFolder, example, 'chart')))
  })

  it('passes its own tests, with a real Helm', async () => {
    expect(await runOutside(folder, ['vitest/vitest.mjs', 'run'])).toMatch(/Tests\s+6 passed/)
  })
})
