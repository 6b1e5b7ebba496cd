import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectFolder } from '../../src/cli/project.js'
import { installOutside, runOutside } from './outsider.js'

const readme = readFileSync(join(projectFolder, 'src/helm/README.md'), 'utf8')

/** The code blocks of a language, in their order. */
const blocks = (language: string): readonly string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, code = '']) => code)

const [program = '', ...samples] = blocks('ts')
const [template = '', ...sampleTemplates] = blocks('yaml')

/** Compiles and runs a program in a project outside the repository, and returns what it prints. */
const outputOf = async (code: string): Promise<string> => {
  const folder = installOutside('examples/toolkit-minimal')
  try {
    rmSync(join(folder, 'src'), { recursive: true })
    rmSync(join(folder, 'test'), { recursive: true })
    mkdirSync(join(folder, 'src'))
    writeFileSync(join(folder, 'src/chart.ts'), code)
    expect(await runOutside(folder, ['typescript/bin/tsc', '--noEmit'])).toBe('')
    return await runOutside(folder, ['tsx/dist/cli.mjs', 'src/chart.ts'])
  } finally {
    rmSync(folder, { recursive: true })
  }
}

it('the chart of the toolkit’s README builds as it stands there, and prints what stands there', async () => {
  expect(program.split('\n').length).toBeLessThan(62)
  expect(await outputOf(program)).toBe(template)
})

/** The samples of the sections are one chart, which this makes of them. */
const rest = `
const metadata = { name: 'web', version: '1.0.0', appVersion: '1', description: 'x', kubeVersion: '>=1.33-0' }
const source = helm.defineChart<Values>({
  metadata,
  defaults: { shops: {}, payment: 'card', owners: [] },
  templates: { config, services },
  helpers: [labelsOf],
  assertions: rules,
  notes: helm.lines\`x\`,
})
const schema = helm.generateSchema({ file: process.argv[1] ?? '', type: 'Values' })
const files = helm.printChart(helm.compileChart(source, schema), { sourceRoot: process.cwd(), buildCommand: 'npm run build' })
process.stdout.write([...files.values()].join(''))
`

it('the samples of its sections print what stands below them', async () => {
  const printed = await outputOf(samples.join('\n') + rest)
  expect(sampleTemplates.length).toBeGreaterThan(3)
  for (const sample of sampleTemplates) expect(printed).toContain(sample)
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
