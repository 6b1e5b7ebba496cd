import type { Goal, Outcome, Section, Table } from './outcome.js'

export interface Measured {
  readonly section: Section
  readonly outcome: Outcome
}

export interface Run {
  readonly machine: Table
  readonly measured: readonly Measured[]
  /** Day of the run, such as 2026-11-24. */
  readonly day: string
  readonly minutes: number
}

/** `docs/benchmarks.md`. */
export const benchmarksPage = ({ machine, measured, day, minutes }: Run): string => `# Benchmarks

Written by \`npm run bench\` (\`test/bench\`) on ${day}, in ${minutes.toFixed(1)} minutes: do not edit it, run it again.
\`npm run bench -- --help\` tells how to run a single section.

Times are medians. Contenders take turns within one run, in alternating order, after one round that does not count, and
a ratio is the median of the ratios of the single rounds, so noise of the machine hits both sides. Behind a ratio, in
brackets, is the range of half of the rounds. Whoever takes longer than five seconds runs seven times instead of twenty.
No test depends on these numbers.

${markdownTable(machine)}

## Goals

${markdownTable(goalTable(measured.flatMap(({ outcome }) => outcome.goals)))}

${measured.map(sectionText).join('\n\n')}
`

const goalTable = (goals: readonly Goal[]): Table => ({
  header: ['goal', 'wanted', 'measured', 'verdict'],
  rows: goals.map(({ what, wanted, measured, verdict }) => [
    what,
    wanted,
    measured,
    verdict === 'met' ? verdict : `**${verdict}**`,
  ]),
})

const sectionText = ({ section, outcome }: Measured): string =>
  [
    `## ${section.title}`,
    `\`npm run bench -- --only ${section.name}\``,
    ...outcome.tables.map(markdownTable),
    ...outcome.notes.map(wrap),
  ].join('\n\n')

const markdownTable = ({ header, rows }: Table): string => {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}

const lineWidth = 120

const wrap = (paragraph: string): string => {
  const lines = ['']
  for (const word of paragraph.split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last.length + 1 + word.length > lineWidth) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines.join('\n')
}

/** What the terminal shows. */
export const terminalText = (measured: readonly Measured[]): string =>
  [
    ...measured.map(sectionText),
    `## Goals\n\n${markdownTable(goalTable(measured.flatMap(({ outcome }) => outcome.goals)))}`,
  ].join('\n\n')
