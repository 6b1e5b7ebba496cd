/**
 * Mutation testing of the toolkit: `npm run mutate`. Stryker changes the source in one place at a time and runs the tests
 * that reach it; a change that no test notices is a survivor. Results stay in `.cache/mutation`, so that the next run
 * repeats only what changed. See docs/mutation.md.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: [
    'src/helm/{builder,chart,evaluator,expression,function,go,node,printer,schema,transform,values}/**/*.ts',
    // Nothing but types.
    '!src/helm/node/{document-node,expression-node,type-source}.ts',
    // Runs the schema generator in a process of its own.
    '!src/helm/schema/generate.ts',
  ],
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  // Every `?.` is one that the compiler asks for, so TypeScript refuses each of these changes.
  mutator: { excludedMutations: ['OptionalChaining'] },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // Added to one and a half times what the tests of a mutant take: enough for a machine with other work.
  timeoutMS: 10_000,
  incremental: true,
  incrementalFile: '.cache/mutation/incremental.json',
  tempDirName: '.cache/mutation/sandboxes',
  ignorePatterns: ['/.cache', '/.tools', '/apps', '/chart', '/dist', '/docs', '/schemas'],
  // Tests that run Helm look for it in the sandbox.
  buildCommand: 'ln -s ../../../../.tools .tools',
  // Vitest only strips types. Stryker would read and write the file with an interface that TypeScript 7 does not have.
  tsconfigFile: 'none',
  disableTypeChecks: false,
  reporters: ['clear-text', 'progress-append-only', 'json'],
  clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
  jsonReporter: { fileName: '.cache/mutation/report.json' },
  allowEmpty: false,
}
