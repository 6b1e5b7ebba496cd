/**
 * The commands `up`, `down`, `status` and `logs`: this file declares them, the files beside it carry them out. The rest
 * stands in rooms, and a room knows only those on floors below its own (test/unit/layers.test.ts):
 *
 *     up                what only `up` does: install, wait, explain a failure, show the way in
 *     forward, observe  ports of this machine that lead to the release; how its workloads are. Neither knows the other.
 *     release           where the release is, its namespace, and what Helm does with it
 *     cluster           which cluster, how each kind of it is made, and what `up` wrote down
 *     kubernetes        the way to an API server, and what it answers
 *     machine           files and programs of this machine
 *     terminal          what somebody at the keyboard sees and says
 */

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { projectFolder } from '../project.js'
import { UserError } from '../user-error.js'
import { madeClusters } from './cluster/cluster.js'
import type { DownOptions } from './down.js'
import { refusalOf } from './kubernetes/errors.js'
import type { LogsOptions } from './logs.js'
import { chosenPort, lineCount, nodeCount, timeInSeconds } from './options.js'
import type { WhereOptions } from './release/find.js'
import { Interrupted } from './terminal/interrupt.js'
import type { UpOptions } from './up.js'

/** Flags that say which cluster. */
const withWhere = (command: Command): Command =>
  command
    .option('--context <name>', 'a cluster that exists, of your kubeconfig; also the variable CONTEXT')
    .addOption(new Option('--cluster <kind>', 'a cluster that slipway makes').choices(madeClusters))
    .option('-n, --namespace <name>', 'namespace of the release (default: slipway)')

/** The commands load the Kubernetes client only when they run: the others do without it. */
export const addLocalCommands = (program: Command, withValuesFlags: (command: Command) => Command): void => {
  withValuesFlags(withWhere(program.command('up')))
    .description(
      'install the chart with values/local.yaml on a throw-away cluster of this machine, and print its addresses',
    )
    .option('--nodes <count>', 'nodes of a new cluster', nodeCount)
    .option(
      '--port <component=port>',
      'another port of this machine, kept until `down`; may be given several times',
      chosenPort,
    )
    .addOption(
      new Option('--timeout <time>', 'how long the pods may take').argParser(timeInSeconds).default(600, '10m'),
    )
    .option('--yes', 'do not ask before an existing cluster is changed')
    .addHelpText(
      'after',
      `
Without --context the first of these that is possible is taken; the first line says which, and why:
  kind      Docker answers, and kind's node image is here or can be pulled
  built-in  this is root on Linux; Kubernetes is compiled from its Go modules the first time
A second run goes on with the same cluster and brings the chart up to date.

Examples:
  npx slipway up
  npx slipway up --nodes 3 --set api.replicas=3
  npx slipway up --port api=18000 --port ui=18501
  CONTEXT=team-sandbox npx slipway up -n trial -f my-images.yaml`,
    )
    .action((options: UpOptions) => locally(async () => (await import('./up.js')).up(options)))

  withWhere(program.command('down'))
    .description('remove what `up` made, and say what that was')
    .option('--keep-cluster', 'remove the release and its namespace only')
    .option('--yes', 'do not ask before an existing cluster is changed')
    .addHelpText(
      'after',
      `
A cluster that slipway made is removed whole; from an existing one the release, and the namespace if \`up\` made it.

Examples:
  npx slipway down
  npx slipway down --keep-cluster          # the next \`up\` starts with an empty database, in less time
  npx slipway down --context team-sandbox`,
    )
    .action((options: DownOptions) => locally(async () => (await import('./down.js')).down(options)))

  withWhere(program.command('status'))
    .description('show what runs and whether its addresses answer; the exit code is 0 when all is well, else 1')
    .addHelpText('after', '\nExamples:\n  npx slipway status\n  until npx slipway status; do sleep 5; done')
    .action((options: WhereOptions) => locally(async () => (await import('./status.js')).status(options)))

  withWhere(program.command('logs'))
    .description('print the logs of a component, or of all')
    .argument('[component]', 'api, ui, database, …; a wrong name lists them')
    .option('--follow', 'go on until Ctrl-C, through restarts and upgrades')
    .option('--previous', 'of the run before the last restart')
    .option('--tail <lines>', 'last lines of each container; 0 for all', lineCount, 50)
    .addHelpText(
      'after',
      '\nExamples:\n  npx slipway logs api --follow\n  npx slipway logs mlflow --previous\n  npx slipway logs --tail 5',
    )
    .action((component: string | undefined, options: LogsOptions) =>
      locally(async () => (await import('./logs.js')).logs(component, options)),
    )
}

/**
 * Runs a command of a checkout.
 *
 * @throws UserError in an installed package
 */
const locally = async (work: () => Promise<void>): Promise<void> => {
  if (!existsSync(join(projectFolder, 'tsconfig.build.json'))) {
    throw new UserError(
      `this command works in a checkout of slipway, which brings the applications, Helm and a cluster. Here is the \
chart: helm install slipway ${join(projectFolder, 'chart')} -f ${join(projectFolder, 'values/local.yaml')}`,
    )
  }
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Interrupted)) throw refusalOf(error) ?? error
    console.error(`slipway: ${error.message}`)
    process.exitCode = error.exitCode
  }
}
