import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectFolder } from '../../src/cli/project.js'
import { installOutside, runOutside } from './outsider.js'

const readme = readFileSync(join(projectFolder, 'src/helm/README.md'), 'utf8')

/** The n-th code block of a language. */
const block = (language: string, index = 0): string =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))][index]?.[1] ?? ''

it('the chart of the toolkit’s README builds as it stands there, and prints what stands there', async () => {
  const program = block('ts')
  expect(program.split('\n').length).toBeLessThan(62)
  const folder = installOutside('examples/toolkit-minimal')
  try {
    rmSync(join(folder, 'src'), { recursive: true })
    rmSync(join(folder, 'test'), { recursive: true })
    mkdirSync(join(folder, 'src'))
    writeFileSync(join(folder, 'src/chart.ts'), program)
    expect(await runOutside(folder, ['typescript/bin/tsc', '--noEmit'])).toBe('')
    expect(await runOutside(folder, ['tsx/dist/cli.mjs', 'src/chart.ts'])).toBe(block('yaml'))
  } finally {
    rmSync(folder, { recursive: true })
  }
})

/** `| \`a\` | \`b\` |`, with `|` written as `\|` inside. */
const rows = [...readme.matchAll(/^\| (`.*`) \| (`.*`) \|$/gm)]

it('the table of constructs shows templates that the chart or the golden tests have', () => {
  const folder = join(projectFolder, 'test/support')
  const goldens = readdirSync(folder).filter((file) => file.endsWith('constructs.ts'))
  const known = goldens.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n')
  expect(rows.length).toBeGreaterThan(15)
  for (const [, , template = ''] of rows) {
    for (const [, code = ''] of template.matchAll(/`([^`]+)`/g)) {
      expect(known, template).toContain(code.replaceAll('\\|', '|'))
    }
  }
})
