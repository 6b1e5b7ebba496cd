import { Command, InvalidArgumentError } from 'commander'
import { Failure } from '../../tools/failure.js'
import { isClusterUp, removeCluster, runningMachines, startCluster } from './cluster.js'
import { kubectl } from './control-plane.js'
import { alone } from './lock.js'
import { places } from './places.js'
import { checkPrerequisites } from './prerequisites.js'
import { buildPrograms } from './programs.js'
import { say } from './progress.js'
import { buildImages } from './stand-ins.js'

const count = (text: string): number => {
  if (!/^\d{1,3}$/.test(text)) throw new InvalidArgumentError('A number is needed, for example 3.')
  return Number(text)
}

// Side by side: the programs need the processors, the images mostly wait for packages.
const build = (standIns: boolean) => Promise.all([buildPrograms(), standIns ? buildImages() : undefined])

const program = new Command('cluster')
  .description('A real Kubernetes on this machine, without Docker: see test/cluster/README.md.')
  .showHelpAfterError()

program
  .command('build')
  .description('build the programs of the cluster and the stand-in images into the cache')
  .option('--no-stand-ins', 'the programs alone, which needs neither root nor Docker')
  .action(async ({ standIns }: { standIns: boolean }) => {
    if (standIns) await checkPrerequisites()
    await build(standIns)
  })

program
  .command('up')
  .description('start the cluster, or what is missing of it')
  .option('--nodes <count>', 'real nodes', count, 1)
  .option('--fake-nodes <count>', 'nodes that KWOK plays', count, 0)
  .option('--no-stand-ins', 'without the images that the chart asks for')
  .action((options: { nodes: number; fakeNodes: number; standIns: boolean }) =>
    alone(async () => {
      await checkPrerequisites()
      await build(options.standIns)
      await startCluster(options)
      say(`the cluster is up: export KUBECONFIG=${places.kubeconfig}`)
    }),
  )

program
  .command('down')
  .description('remove the cluster and every trace of it; built programs and images stay in the cache')
  .action(() =>
    alone(async () => {
      await removeCluster()
      say('the cluster is gone')
    }),
  )

program
  .command('status')
  .description('show nodes and pods of the cluster; exit code 1 when there is none')
  .action(async () => {
    if (!isClusterUp()) throw new Failure('there is no cluster: npx tsx test/cluster/main.ts up')
    console.log(
      `machines: ${runningMachines()
        .map(({ name }) => name)
        .join(', ')}`,
    )
    console.log(await kubectl('get', 'nodes', '--output=wide'))
    console.log(await kubectl('get', 'pods', '--all-namespaces', '--output=wide'))
  })

// `… status | head` closes the pipe early; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof Failure)) throw error
  console.error(`cluster: ${error.message}`)
  process.exitCode = 1
}
