/** One command of `make test`. */
export interface Step {
  readonly name: string
  readonly command: readonly [string, ...string[]]
  readonly environment?: Readonly<Record<string, string>>
  /** The runner whose single tests are counted; a step without one counts as one test. */
  readonly runner?: 'vitest' | 'pytest'
  /** How many cores it keeps busy; less than one for a step that mostly waits. */
  readonly cores: number
  /** What no other step may use at the same time. */
  readonly alone?: readonly Resource[]
  /**
   * What it may take on two cores when all that is installed and cached is there: see docs/testing.md. No step fails
   * because it takes longer, for the machine may be slow.
   */
  readonly seconds: number
}

/** Things of a machine that there is one of. */
type Resource = 'Docker' | 'the network of the machine'

const make = (folder: string, target: string): Step['command'] => ['make', '--no-print-directory', '-C', folder, target]

const formatting: Step = {
  name: 'formatting and lint',
  command: ['npx', 'biome', 'ci', '.'],
  cores: 1,
  seconds: 10,
}

const types: Step = {
  name: 'types, with the negative tests of test/typings',
  command: ['npx', 'tsc', '-p', 'tsconfig.json', '--incremental', '--tsBuildInfoFile', '.cache/types.tsbuildinfo'],
  cores: 1,
  seconds: 20,
}

const generated: Step = {
  name: 'generated files are up to date',
  command: ['npm', 'run', '--silent', 'check'],
  cores: 1,
  seconds: 10,
}

const expressions: Step = {
  name: 'expressions are not tested as if they were booleans',
  command: ['npm', 'run', '--silent', 'lint-expressions'],
  cores: 1,
  seconds: 10,
}

/** The parts of `make test`, each with its steps in order: what fails soonest comes first. */
export const parts = {
  chart: [
    formatting,
    types,
    expressions,
    generated,
    {
      name: 'Kubernetes schemas are up to date',
      command: ['npm', 'run', '--silent', 'schemas', '--', '--check'],
      cores: 1,
      seconds: 10,
    },
    {
      name: 'tests of toolkit and chart',
      command: ['npx', 'vitest', 'run'],
      runner: 'vitest',
      cores: 2,
      seconds: 300,
    },
  ],
  boot: [
    {
      name: 'programs of a release, without a cluster',
      command: ['npx', 'vitest', 'run', '--config', 'vitest.boot.config.ts'],
      runner: 'vitest',
      cores: 1,
      alone: ['the network of the machine'],
      seconds: 70,
    },
  ],
  apps: [
    { name: 'API: formatting, lint and types', command: make('apps/api', 'check'), cores: 1, seconds: 30 },
    { name: 'UI: formatting, lint and types', command: make('apps/ui', 'check'), cores: 1, seconds: 20 },
    {
      name: 'contract-check: formatting, lint and types',
      command: make('apps/contract_check', 'check'),
      cores: 1,
      seconds: 20,
    },
    { name: 'build-images: formatting, lint and types', command: make('apps/images', 'check'), cores: 1, seconds: 10 },
    { name: 'UI without a browser', command: make('apps/ui', 'unit'), runner: 'pytest', cores: 1, seconds: 20 },
    {
      name: 'images of the applications',
      command: make('apps/images', 'test'),
      runner: 'pytest',
      cores: 1,
      alone: ['Docker'],
      seconds: 60,
    },
    { name: 'API', command: make('apps/api', 'test'), runner: 'pytest', cores: 2, seconds: 120 },
    { name: 'UI in Chromium', command: make('apps/ui', 'browser'), runner: 'pytest', cores: 2, seconds: 80 },
    {
      name: 'contract of the applications',
      command: make('apps/contract_check', 'test'),
      runner: 'pytest',
      cores: 1,
      seconds: 60,
    },
  ],
  cluster: [
    {
      name: 'the cluster, from up to down',
      command: ['npx', 'vitest', 'run', '--config', 'vitest.cluster.config.ts'],
      runner: 'vitest',
      cores: 2,
      alone: ['the network of the machine'],
      seconds: 900,
    },
  ],
  e2e: [
    {
      name: 'the chart on a cluster of three nodes',
      command: ['npx', 'vitest', 'run', '--config', 'vitest.e2e.config.ts'],
      runner: 'vitest',
      cores: 2,
      alone: ['the network of the machine'],
      seconds: 1020,
    },
  ],
  // `make test-fast`: for each commit. What it leaves out, `make test` finds.
  fast: [
    formatting,
    types,
    generated,
    {
      name: 'unit tests, and one Helm on some values',
      command: [
        ...(['npx', 'vitest', 'run', 'test/unit', 'test/agreement', 'test/laws/rendered'] as const),
        ...['test/differential/platform-values', 'test/differential/random-charts'],
      ],
      environment: { HELM_RELEASES: 'newest', CASES: '30' },
      runner: 'vitest',
      cores: 2,
      seconds: 60,
    },
  ],
} as const satisfies Readonly<Record<string, readonly Step[]>>

export type Part = keyof typeof parts
