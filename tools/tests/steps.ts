/** One command of `make test`. */
export interface Step {
  readonly name: string
  readonly command: readonly [string, ...string[]]
  /** The runner whose single tests are counted; a step without one counts as one test. */
  readonly runner?: 'vitest' | 'pytest'
}

const make = (folder: string, target: string): Step['command'] => ['make', '--no-print-directory', '-C', folder, target]

/** The parts of `make test`, each with its steps in order: what fails soonest comes first. */
export const parts = {
  chart: [
    { name: 'formatting and lint', command: ['npx', 'biome', 'ci', '.'] },
    { name: 'types, with the negative tests of test/typings', command: ['npx', 'tsc', '-p', 'tsconfig.json'] },
    {
      name: 'expressions are not tested as if they were booleans',
      command: ['npm', 'run', '--silent', 'lint-expressions'],
    },
    { name: 'generated files are up to date', command: ['npm', 'run', '--silent', 'check'] },
    { name: 'Kubernetes schemas are up to date', command: ['npm', 'run', '--silent', 'schemas', '--', '--check'] },
    { name: 'tests of toolkit and chart', command: ['npx', 'vitest', 'run'], runner: 'vitest' },
  ],
  boot: [
    {
      name: 'programs of a release, without a cluster',
      command: ['npx', 'vitest', 'run', '--config', 'vitest.boot.config.ts'],
      runner: 'vitest',
    },
  ],
  apps: [
    { name: 'API: formatting, lint and types', command: make('apps/api', 'check') },
    { name: 'UI: formatting, lint and types', command: make('apps/ui', 'check') },
    { name: 'contract-check: formatting, lint and types', command: make('apps/contract_check', 'check') },
    { name: 'build-images: formatting, lint and types', command: make('apps/images', 'check') },
    { name: 'UI without a browser', command: make('apps/ui', 'unit'), runner: 'pytest' },
    { name: 'API', command: make('apps/api', 'test'), runner: 'pytest' },
    { name: 'UI in Chromium', command: make('apps/ui', 'browser'), runner: 'pytest' },
    { name: 'contract of the applications', command: make('apps/contract_check', 'test'), runner: 'pytest' },
    { name: 'images of the applications', command: make('apps/images', 'test'), runner: 'pytest' },
  ],
  cluster: [
    {
      name: 'the cluster, from up to down',
      command: ['npx', 'vitest', 'run', '--config', 'vitest.cluster.config.ts'],
      runner: 'vitest',
    },
  ],
  e2e: [
    {
      name: 'the chart on a cluster of three nodes',
      command: ['npx', 'vitest', 'run', '--config', 'vitest.e2e.config.ts'],
      runner: 'vitest',
    },
  ],
} as const satisfies Readonly<Record<string, readonly Step[]>>

export type Part = keyof typeof parts
