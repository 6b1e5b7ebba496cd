import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { build, check } from './cli/build.js'
import { imagesOf } from './cli/images.js'
import { addLocalCommands } from './cli/local/index.js'
import { compilePlatform, printOptions, projectFolder } from './cli/project.js'
import { type RenderOptions, render } from './cli/render.js'
import { type SecretsOptions, secrets } from './cli/secrets/index.js'
import { UserError } from './cli/user-error.js'
import { BuildError, BuildErrors, explain, formatExplanation } from './helm/index.js'

const { version } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { version: string }

const program = new Command('slipway')
  .description('One Helm chart for a prediction product, authored in typed TypeScript.')
  .version(version)
  .showHelpAfterError()

program
  .command('build')
  .description('write chart/, schemas/ and docs/reference/ from the TypeScript source')
  .option('--check', 'write nothing; fail when a generated file is stale')
  .action((options: { check?: boolean }) => (options.check === true ? check() : build()))

const collect = (value: string, earlier: string[] = []): string[] => [...earlier, value]

const withValuesFlags = (command: Command): Command =>
  command
    .option('-f, --values <file>', 'values file; may be given several times', collect)
    .option('--set <key=value>', 'a single value, with the rules of helm --set', collect)
    .option('--set-string <key=value>', 'a single value that stays text', collect)

const withValues = (command: Command): Command =>
  withValuesFlags(command.argument('[release]', 'name of the release', 'slipway'))
    .option('-n, --namespace <name>', 'namespace of the release', 'default')
    .option('--kube-version <version>', 'Kubernetes version to render for')

withValues(program.command('render'))
  .description('print the objects that Helm would install, without Helm')
  .option('--notes', 'also print the notes, on standard error')
  .addHelpText('after', '\nExample:\n  slipway render shop -f values/production.yaml --set api.replicas=4')
  .action((release: string, options: RenderOptions) => render(release, options))

withValues(program.command('images'))
  .description('list every image that the values use, for mirroring')
  .addHelpText('after', '\nExample:\n  slipway images -f values/production.yaml')
  .action((release: string, options: RenderOptions) => {
    for (const image of imagesOf(release, options)) console.log(image)
  })

withValues(program.command('secrets'))
  .description('list the Secrets that the values expect, and write manifests with random content')
  .option('-o, --output <file>', 'write to a new file that only you can read, instead of standard output')
  .option('--external-secret <store>', 'write ExternalSecrets that read from this ClusterSecretStore')
  .option('--check <manifest>', 'write nothing; say what a manifest lacks (`-` reads standard input)')
  .option('--list', 'only list them')
  .addHelpText(
    'after',
    `
Every run makes other content, so create the Secrets once and keep them.

Examples:
  slipway secrets shop -n shop -f values/production.yaml | kubectl create -f -
  slipway secrets shop -n shop -f values/production.yaml --output secrets.yaml
  kubectl -n shop get secrets -o yaml | slipway secrets shop -n shop -f values/production.yaml --check -`,
  )
  .action((release: string, options: SecretsOptions) => secrets(release, options))

program
  .command('explain')
  .description(
    "answer with the TypeScript position behind a Helm error such as 'template: slipway/templates/api/…:31:14'",
  )
  .argument('<message...>', 'the error message, or the position alone; `-` reads standard input')
  .action((words: readonly string[]) => {
    const message = words.join(' ') === '-' ? readFileSync(0, 'utf8') : words.join(' ')
    const explanations = explain(message, compilePlatform(), printOptions)
    if (explanations.length === 0) {
      throw new UserError(
        "there is no position of the chart in this message; Helm's look like slipway/templates/api/deployment.yaml:31:14",
      )
    }
    for (const explanation of explanations) console.log(formatExplanation(explanation, projectFolder))
  })

addLocalCommands(program, withValuesFlags)

// `slipway render | head` closes the pipe early; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

try {
  await program.parseAsync()
} catch (error) {
  const isExpected = [UserError, BuildError, BuildErrors].some((kind) => error instanceof kind)
  console.error(`slipway: ${isExpected ? (error as Error).message : ((error as Error).stack ?? String(error))}`)
  process.exitCode = 1
}
